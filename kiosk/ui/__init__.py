"""The faces of the house: the command line and the touch application."""
