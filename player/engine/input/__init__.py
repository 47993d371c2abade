"""Where sound comes in: a microphone or an instrument, for the tuner, takes and their timing."""
