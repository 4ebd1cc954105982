"""Business names: how they are read, compared and judged."""
