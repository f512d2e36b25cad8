"""The notifier's stores in PostgreSQL: every statement of the notifier stands here."""
