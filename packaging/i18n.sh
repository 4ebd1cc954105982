#!/bin/sh
# Collects the words of the interface into resources/i18n (or the folder given) and compiles them.
set -eu
cd "$(dirname "$0")/.."
bin=.venv/bin
folder="${1:-resources/i18n}"
list="$(mktemp)"
trap 'rm -f "$list"' EXIT
find resources/qml -name '*.qml' | LC_ALL=C sort > "$list"
"$bin/pyside6-lupdate" -silent -locations none -no-obsolete -source-language zh_CN -target-language en_US \
    "@$list" -ts "$folder/kiosk_en.ts"
"$bin/pyside6-lrelease" -silent "$folder/kiosk_en.ts" -qm "$folder/kiosk_en.qm"
