"""Refining stems by hand, on the spectrogram of a stem."""
