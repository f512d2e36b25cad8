"""What the made-up world looks like: its countries, its words, its proportions."""
