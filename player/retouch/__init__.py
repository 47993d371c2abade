"""Refining stems by hand: painted strokes move sound from one stem of a song to another."""
