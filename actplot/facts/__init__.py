"""What is known of a function: values, limits, features, tables."""
