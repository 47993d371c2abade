"""The places of the window: library, now playing, queue; and the way between them."""
