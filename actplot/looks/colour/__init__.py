"""Colours: their names, how far apart they look, and maps of them."""
