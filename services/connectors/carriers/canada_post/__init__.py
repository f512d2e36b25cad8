"""Canada Post, by Tracking v2 (XML)."""
