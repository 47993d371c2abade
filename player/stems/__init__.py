"""Making stems: the cache that keeps them, the queue of wishes, and the separator's process."""
