"""A plan to a scene: everything on the page at its place, in points."""
