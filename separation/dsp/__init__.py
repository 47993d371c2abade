"""Separation by signal processing alone: no weights."""
