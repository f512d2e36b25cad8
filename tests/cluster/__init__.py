"""Everything on three brokers that are killed, hung, cut off and started anew under load."""
