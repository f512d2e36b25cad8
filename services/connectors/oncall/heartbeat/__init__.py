"""An outside watch at an address: healthchecks.io and its kin."""
