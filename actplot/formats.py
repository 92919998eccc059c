"""The formats of figures, and of fonts; how a figure is written is said in `draw.write`."""

FORMATS = ("pdf", "svg", "png")
"""By the suffix of their files, in the order in which they are drawn by default."""

LATEX = "tex"
"""The suffix of the file that puts a PDF into a LaTeX document."""

FONTS = (".ttf", ".otf", ".ttc", ".otc")
"""The suffixes of font files, in lower case; a font whose name ends in one is given as a file."""
