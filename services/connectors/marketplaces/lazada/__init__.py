"""Lazada: orders, returns and chat are pushed; what pushes do not carry is polled."""
