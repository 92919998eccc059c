"""Specs onto plans: everything that is drawn, decided as plain data."""
