"""Playing along, in the window."""
