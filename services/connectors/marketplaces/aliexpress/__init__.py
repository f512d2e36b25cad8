"""AliExpress: a seller's shop is polled; protection can be extended; there is no chat by API."""
