"""How figures look: styles, publishers and colours, as data."""
