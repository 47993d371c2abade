"""A song's stems on disk: written chunk by chunk by the separator, read at once by the engine."""
