"""The exit codes; a batch exits with the highest of its codes."""

DONE = 0
NEGATIVE = 1  # a negative answer
USE = 2  # cannot be read as input, or wrong use
FAULT = 3  # a fault of the system
