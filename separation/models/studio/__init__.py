"""Published studio networks, each behind a small adapter; they need torch, most a package more."""
