"""Minus One: a music player that can leave out a part of the song while it plays."""

__version__ = "0.1.0"
