"""Controllers: what the program does, without a window. One controller for each responsibility."""
