"""A figure as part of a page in which values are read off its curves."""
