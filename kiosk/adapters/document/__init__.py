"""Licences and papers as PDF through ReportLab."""
