"""Royal Mail, by Tracking v2."""
