"""The outside parts behind the sockets of kiosk.ports; they do not know each other."""
