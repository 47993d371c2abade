"""Panels: widgets put together and connected to the controllers."""
