"""The stereo plane: what sounds where between left and right, and regions drawn on it."""
