"""What every other package may use: units, errors, events, settings, folders, child processes."""
