r"""Derivatives of the formulas of the catalogue, as formulas again.

    derivative(r"x\,\Phi(x)")     a formula in LaTeX, whose derivative by x is LaTeX, too

The catalogue's functions get their derivatives from jets, which need no formula; this is for
those who want to read one. A formula is read to a tree of sums, products, powers and functions,
differentiated row by row, tidied, and written down again.
"""
