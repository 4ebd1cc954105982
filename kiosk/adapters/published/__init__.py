"""What an authority publishes for verifiers, fetched and kept."""
