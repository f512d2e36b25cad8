"""DHL, by "Shipment Tracking - Unified"."""
