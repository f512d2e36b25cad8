"""Australia Post, by its shipping and tracking API."""
