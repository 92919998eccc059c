"""The page of `actplot watch --serve`: watched figures, and what is wrong with their specs."""
