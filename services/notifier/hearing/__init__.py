"""What a buyer's message says: its language and its topics. Pure; no word of it is kept."""
