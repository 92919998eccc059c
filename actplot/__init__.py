"""Publication figures of activation functions."""

__version__ = "0.1.0"
