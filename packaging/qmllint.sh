#!/bin/sh
# Lints all of resources/qml against the types that kiosk/ui/touch offers; any warning is an error.
set -eu
cd "$(dirname "$0")/.."
bin=$PWD/.venv/bin
types=$(mkdir -p "${1:-build/qml}" && cd "${1:-build/qml}" && pwd)
rm -rf "$types/Zhaoban"
mkdir -p "$types/Zhaoban"
registrar=$("$bin/python" -c 'import PySide6, pathlib; print(pathlib.Path(PySide6.__file__).parent / "Qt/libexec/qmltyperegistrar")')

# shellcheck disable=SC2046 # file names without spaces
"$bin/pyside6-metaobjectdump" -o "$types/zhaoban.json" $(grep -l '^@QmlElement' -r --include='*.py' kiosk/ui/touch)
"$registrar" --generate-qmltypes="$types/Zhaoban/zhaoban.qmltypes" --import-name=Zhaoban --major-version=1 \
    -o "$types/registrations.cpp" "$types/zhaoban.json" 2>"$types/registrar.log" || { cat "$types/registrar.log" >&2; exit 1; }
# the registrar writes Python's lists as C++ types; QML's own lists are said otherwise
sed -i 's/type: "QVariantList"/type: "QVariant"; isList: true/; s/type: "QStringList"/type: "QString"; isList: true/' \
    "$types/Zhaoban/zhaoban.qmltypes"
printf 'module Zhaoban\ntypeinfo zhaoban.qmltypes\n' >"$types/Zhaoban/qmldir"

# shellcheck disable=SC2046
exec "$bin/pyside6-qmllint" --max-warnings 0 -I "$types" -I "$PWD/resources/qml" $(find "$PWD/resources/qml" -name '*.qml')
