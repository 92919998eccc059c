"""Fonts as they are handed to matplotlib and put into files."""
