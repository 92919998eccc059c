"""Galleries: every spec below some folders, or the whole catalogue, on one page to browse."""
