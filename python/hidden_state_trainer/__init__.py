"""Trains the character networks of Hidden State with PyTorch."""

__version__ = "0.1.0"
