"""How loud songs are: measured by EBU R128 in a process of its own."""
