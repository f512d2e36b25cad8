"""Correios (BR), by the contract API SRO Rastro."""
