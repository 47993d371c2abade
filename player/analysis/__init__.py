"""What is played in a song: beats, key and chords, found in a process of its own."""
