"""Plans onto paper: the only part that knows matplotlib."""
