"""The query language: from text by way of a tree of conditions to a list of tracks."""
