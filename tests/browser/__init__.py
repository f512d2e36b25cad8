"""The desk in a real browser, on the demo's data; see `make test-desk`."""
