"""Which figures are stale, drawing them, and writing their files."""
