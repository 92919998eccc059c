"""Figures in Markdown, for pandoc and Quarto: the filter `actplot-pandoc`.

    pandoc --filter actplot-pandoc text.md -o text.pdf

or in Quarto, which takes filters from extensions alone,

    actplot-pandoc --quarto          writes it to _extensions/actplot
    filters: [actplot]               in the head of a page, or in _quarto.yml

draws each fence of the class actplot, which holds curves or the YAML of a spec:

    ```{.actplot x=-4:4 size=84x60 caption="GELU and its derivative" #fig-gelu}
    gelu, gelu'
    ```

Its options are keys of a spec, `file` for the path of a spec, and `alt`, `caption` and
`interactive`. The figures are drawn to actplot-figures/, unless they are up to date there, as
SVG for web pages, PDF for LaTeX and PNG for the rest.
"""
