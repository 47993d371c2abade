"""The window: all that knows Qt, driving the controllers in `player.core`."""
