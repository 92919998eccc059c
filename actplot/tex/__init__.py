"""Figures that a LaTeX document asks for with `\\actplot`, drawn between two runs of LaTeX."""
