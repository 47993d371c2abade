"""A waveform for each stem, one below the other."""
