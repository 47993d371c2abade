"""The networks: what is known of each, where its weights lie, and how it is run."""
