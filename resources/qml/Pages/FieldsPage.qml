// A step drawn by its fields alone: whatever a form asks in known kinds needs no page of its own.
import QtQuick
import Zhaoban
import Kit
import Fields
import Preview

PageFrame {
    id: page

    lead: qsTr("第 %1 步，共 %2 步").arg(Sitting.stepNumber).arg(Sitting.stepCount)
    nextText: Sitting.returning ? qsTr("改好了，回去核对") : qsTr("下一步")
    title: Sitting.stepTitle

    onBack: Sitting.back()
    onNext: Sitting.next()

    aside: Sitting.givesLicence ? licence : null

    Component {
        id: licence

        LicencePreview {}
    }

    FieldList {
        folds: true
    }
}
