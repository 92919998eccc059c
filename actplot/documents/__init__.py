"""Figures that pages of documentation ask for, drawn while the pages are built."""
