"""Printers of licences and papers."""
