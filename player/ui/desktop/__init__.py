"""What the desktop around the window gets: its media keys, and one window for all starts."""
