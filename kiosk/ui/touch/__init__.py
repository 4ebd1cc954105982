"""The touch application: thin view-models over the services, drawn in QML."""

from kiosk.ui.touch.immortal import keep_singletons

keep_singletons()
