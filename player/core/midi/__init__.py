"""Pedals and MIDI controllers."""
