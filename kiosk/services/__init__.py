"""What the house does for a citizen, an officer or an operator: one verb a module."""
