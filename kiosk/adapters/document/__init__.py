"""Draws licences and papers as PDF/A with ReportLab."""

from kiosk.adapters.document.renderer import ReportLabRenderer

__all__ = ["ReportLabRenderer"]
