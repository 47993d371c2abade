"""The window in which ways to hear a song are compared."""
