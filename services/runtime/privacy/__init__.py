"""Personal text, sealed: a key for each buyer, wrapped by the installation's master key."""
