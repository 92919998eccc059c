"""The formats of figures; how each is written is said in `draw.write`."""

FORMATS = ("pdf", "svg", "png")
"""By the suffix of their files, in the order in which they are drawn by default."""

LATEX = "tex"
"""The suffix of the file that puts a PDF into a LaTeX document."""
