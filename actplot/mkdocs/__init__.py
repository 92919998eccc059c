"""Figures in Markdown, for MkDocs: the fence ```` ```actplot ````.

    plugins: [search, actplot]

in mkdocs.yml switches on the plug-in, with which figures are files of the site, and problems are
reported at their lines of the pages. Without it, and in other programs that use
pymdownx.superfences, the fence alone puts each figure into its page:

    markdown_extensions:
      - pymdownx.superfences:
          custom_fences:
            - name: actplot
              class: actplot
              format: !!python/name:actplot.mkdocs.fence
              validator: !!python/name:actplot.mkdocs.options

A fence holds curves or the YAML of a spec; its options are keys of the spec, `file` for the path
of a spec, and `alt`, `caption`, `name` and `interactive`:

    ```actplot x="-4:4" size="84x60" caption="GELU and its derivative"
    gelu, gelu'
    ```
"""

from __future__ import annotations

from typing import Any


def options(
    language: str, inputs: dict[str, str], options: dict[str, Any], attrs: dict[str, str], md: Any
) -> bool:
    """Take every option of a fence; unknown keys are reported with the rest."""
    options.update(attrs)
    options.update({key: "" if value == key else value for key, value in inputs.items()})
    attrs.clear()
    return True


def fence(
    source: str, language: str, css_class: str, options: dict[str, Any], md: Any, **others: Any
) -> str:
    """The HTML of a fence, with the figure in it."""
    from actplot.mkdocs import fences

    return fences.inline(fences.block(source, options, others))
