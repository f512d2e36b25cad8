"""AliExpress, by its sellers' logistics query."""
