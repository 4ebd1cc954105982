"""Recognising characters written on the screen."""
