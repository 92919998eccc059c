"""Exact values and derivatives: jets, power series and stable primitives."""
