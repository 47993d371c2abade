"""How each kind of tags holds the fields that can be changed; mutagen reads and writes them."""
