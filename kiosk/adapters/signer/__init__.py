"""Keys and signatures: PAdES on documents, COSE on credentials."""
