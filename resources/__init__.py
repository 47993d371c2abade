"""Data that travels with the program: models, themes, icons, an example song."""
