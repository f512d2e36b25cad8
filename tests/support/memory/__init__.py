"""The notifier's stores in memory: as PostgreSQL's for its code, and a hundred times as fast."""
