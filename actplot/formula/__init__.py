"""A function as a formula: its derivative, LaTeX and plain text."""
