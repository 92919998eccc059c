"""The version of actplot."""

__version__ = "0.2.0"
