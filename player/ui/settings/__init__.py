"""The settings dialog: pages of controls that change the preferences at once."""
