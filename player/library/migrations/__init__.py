"""The steps that made the library's schema what it is, in order: `NNNN_name.sql`."""
