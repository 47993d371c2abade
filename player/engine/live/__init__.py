"""Filters that need no waiting: they hear the stereo sound as spectra, and answer at once."""
