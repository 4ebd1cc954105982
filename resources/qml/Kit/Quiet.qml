// Small text beside what matters.
import QtQuick

Line {
    color: Theme.quiet
    font.pixelSize: Theme.small
}
