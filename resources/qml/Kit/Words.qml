// Body text.
import QtQuick

Line {
}
