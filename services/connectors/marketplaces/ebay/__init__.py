"""eBay."""
