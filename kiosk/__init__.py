"""照办 Zhaoban: a self-service kiosk that registers individual businesses."""
