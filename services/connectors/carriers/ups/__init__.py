"""UPS Track API: one number a call, and the carrier that says who must act at customs."""
