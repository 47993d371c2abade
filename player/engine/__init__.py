"""The audio process: decodes, reads ahead, mixes and puts out; nothing else runs in it."""
