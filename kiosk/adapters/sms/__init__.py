"""Gateways that carry a notice to a telephone."""
