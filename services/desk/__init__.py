"""The desk: pages and REST where people work on what the machine hands them."""
