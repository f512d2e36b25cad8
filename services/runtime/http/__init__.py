"""Calls to the outside: one client, explicit errors, limits on everything."""
