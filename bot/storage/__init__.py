"""Where conversations are kept, in SQLite or PostgreSQL: append-only, erasable (docs/storage.md)."""
