"""Widgets that know nothing of this program: numbers and text in, signals out."""
