"""Pedals and MIDI controllers, in the window."""
