"""Voices that read a page out."""
