"""Functions of the user's own, in Python files."""
