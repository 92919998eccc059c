"""Pages that follow from the project: keys, commands, catalogue, looks, errors, Python."""
