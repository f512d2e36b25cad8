"""Any other marketplace or shop: a system of the seller's own pushes our canonical objects."""
