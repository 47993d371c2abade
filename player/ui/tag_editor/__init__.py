"""Edits the tags of files and renames them, with a preview of all that is going to change."""
