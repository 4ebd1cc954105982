"""What compares the person at the terminal with the card."""
