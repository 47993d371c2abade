"""Qt item models over the controllers' data."""
