"""Finds the music in watched folders and keeps the library up to it, in a process of its own."""
