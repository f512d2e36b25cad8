"""The tracker's scale: a lease from millions, a fold, and the loop end to end, on one core."""
