"""Splits music into stems: samples in, chunks of stems out; knows nothing of the player."""
