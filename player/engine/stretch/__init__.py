"""Tempo and key: the sound of the songs, stretched on its way to the output."""
