// The name: its four parts in boxes, answered while it is typed, the licence filling in beside.
import QtQuick
import QtQuick.Layouts
import Zhaoban
import Kit
import Preview

PageFrame {
    id: page

    readonly property bool none: NameDesk.state === "none"

    lead: qsTr("第 %1 步，共 %2 步").arg(Sitting.stepNumber).arg(Sitting.stepCount)
    nextEnabled: Sitting.canNext
    nextText: Sitting.returning ? qsTr("改好了，回去核对") : qsTr("下一步")
    title: Sitting.stepTitle

    onBack: Sitting.back()
    onNext: Sitting.next()

    aside: Component {
        LicencePreview {
            clash: NameDesk.clash
            open: Theme.portrait && Look.textSize <= 1.2 && !Theme.low
        }
    }

    Component.onCompleted: if (!none && NameDesk.brand === "") brand.forceActiveFocus()

    Banner {
        objectName: "moved"
        visible: NameDesk.moved !== ""
        title: qsTr("名字请再看一眼")
        text: NameDesk.moved === "scope" ? qsTr("经营范围改了，名字里的行业要跟着对得上。") : qsTr("经营的地方改了，名字里的地名要跟着对得上。")
    }
    GridLayout {
        id: boxes

        readonly property real wanted: division.implicitWidth + industry.implicitWidth + form.implicitWidth + 3 * columnSpacing + Theme.scale * 270

        Layout.fillWidth: true
        columns: width >= wanted ? 4 : 2
        // while little room is written in, the brand alone; below it stands the whole name
        readonly property bool brief: columns === 2 && Theme.keyboardHeight > 0
        columnSpacing: Theme.gap
        rowSpacing: Theme.gap
        visible: !page.none

        NamePart {
            id: division

            objectName: "division"
            Layout.fillWidth: boxes.columns === 2
            fixed: true
            visible: !boxes.brief
            label: qsTr("行政区划")
            value: NameDesk.division + NameDesk.place
        }
        TextBox {
            id: brand

            objectName: "brand"
            Layout.minimumWidth: Theme.scale * 200
            label: qsTr("字号（两个字以上）")
            Layout.columnSpan: boxes.brief ? 2 : 1
            hint: boxes.brief && Theme.portrait ? NameDesk.whole : ""
            longest: 20
            text: NameDesk.brand
            onEdited: text => NameDesk.setBrand(text)
        }
        NamePart {
            id: industry

            objectName: "industry"
            Layout.fillWidth: boxes.columns === 2
            label: qsTr("行业")
            value: NameDesk.industry
            visible: !boxes.brief
            onActivated: industryPicker.open()
        }
        NamePart {
            id: form

            objectName: "form"
            Layout.fillWidth: boxes.columns === 2
            label: qsTr("组织形式")
            value: NameDesk.organisationForm
            visible: !boxes.brief
            onActivated: formPicker.open()
        }
    }
    NameVerdict {
        Layout.fillWidth: true
        narrow: boxes.brief
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.gap
        // while free names stand to be tapped under the writing, nothing else asks to be
        visible: Theme.keyboardHeight === 0 || NameDesk.brands.length === 0

        Chip {
            objectName: "place"
            chosen: NameDesk.place !== ""
            text: qsTr("名字里加地名")
            visible: !page.none
            onActivated: chosen ? NameDesk.setPlace("") : placePicker.open()
        }
        Chip {
            objectName: "none"
            chosen: page.none
            text: qsTr("不起名字")
            onActivated: NameDesk.setNone(!page.none)
        }
    }

    NamePicker {
        id: industryPicker

        objectName: "industryPicker"
        chosen: NameDesk.industry
        model: NameDesk.industries
        ownLabel: qsTr("也可以自己写行业")
        title: qsTr("名字里的行业怎么说？")
        onPicked: text => NameDesk.setIndustry(text)
    }
    NamePicker {
        id: formPicker

        objectName: "formPicker"
        chosen: NameDesk.organisationForm
        longest: 10
        model: NameDesk.forms
        ownLabel: qsTr("也可以自己写")
        title: qsTr("叫店、馆还是别的？")
        onPicked: text => NameDesk.setForm(text)
    }
    NamePicker {
        id: placePicker

        objectName: "placePicker"
        chosen: NameDesk.place
        model: NameDesk.places
        ownLabel: qsTr("市场、村的名字也可以自己写")
        title: qsTr("名字里加哪个地名？")
        onPicked: text => NameDesk.setPlace(text)
    }
}
