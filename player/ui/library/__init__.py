"""The library's place in the window: search, column browser, table, albums and playlists."""
