"""The version of actplot."""

__version__ = "0.1.0"
