"""FedEx Track API: up to thirty numbers a call."""
