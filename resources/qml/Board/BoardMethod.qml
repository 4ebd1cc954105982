// Stands where Qt's virtual keyboard wants an input method; the composer does the work, and Qt's
// own input methods, which learn, are never made. Qt calls these by name and untyped.
import QtQuick
import QtQuick.VirtualKeyboard as VKB
import Zhaoban

VKB.InputMethod {
    function inputModes(_locale) {
        return [VKB.InputEngine.InputMode.Latin];
    }
    function setInputMode(_locale, _mode) {
        return true;
    }
    function setTextCase(_textCase) {
        return true;
    }
    function reset() {
        Composer.clear();
    }
    function update() {
    }
    function keyEvent(_key, _text, _modifiers) {
        return true;
    }
    function selectionLists() {
        return [];
    }
}
