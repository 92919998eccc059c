"""Writers, one a format: a figure to the bytes of a file."""
