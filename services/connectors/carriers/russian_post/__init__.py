"""Russian Post, by its SOAP service of single access."""
