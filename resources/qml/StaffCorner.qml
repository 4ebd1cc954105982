// A corner without a mark: who holds it long enough is shown the staff page, which asks for a PIN.
import QtQuick
import Zhaoban
import Kit

Item {
    id: corner

    height: Theme.mm(20)
    visible: Sitting.page === "attract" || Sitting.page === "out_of_service"
    width: Theme.mm(20)

    TapHandler {
        gesturePolicy: TapHandler.WithinBounds
        longPressThreshold: 5

        onLongPressed: StaffDesk.come()
    }
}
