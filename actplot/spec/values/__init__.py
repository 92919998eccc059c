"""Checks of single values: numbers, lengths, sizes, words."""
