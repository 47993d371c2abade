"""The music on disk: finding it and reading what its tags say."""
