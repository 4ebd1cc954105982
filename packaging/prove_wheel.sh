#!/bin/sh
# Proves the wheel: built twice alike, and in an empty venv it registers an example and checks its licence.
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
packaging/wheel.sh "$work/one"
packaging/wheel.sh "$work/two"
for file in "$work"/one/*; do
    cmp "$file" "$work/two/$(basename "$file")"
    printf '%s: built twice, the same %s bytes\n' "$(basename "$file")" "$(stat -c %s "$file")"
done
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check --require-hashes -r packaging/requirements.txt
"$work/venv/bin/pip" install --quiet --disable-pip-version-check --no-deps "$work"/one/*.whl
cd "$work"
kiosk() { env -u PYTHONPATH -u KIOSK_CONFIG KIOSK_DATA="$work/data" "$work/venv/bin/kiosk" "$@"; }
kiosk --version
KIOSK_DATA=$work/data "$work/venv/bin/python" -c "
from kiosk.settings import forms_dir, resources_dir
for folder in (resources_dir(), forms_dir()):
    assert folder.is_dir() and 'site-packages' in str(folder), folder"
kiosk forms example establishment > example.json
kiosk apply example.json --json > applied.json
python3 -c "
import json
row = json.load(open('applied.json'))
assert row['outcome'] == 'approved', row['outcome']
open('licence', 'w').write(row['licence'])
print('apply:', row['outcome'], row['elapsed_ms'])"
kiosk verify "$(cat licence)" > verified || [ $? = 1 ]
grep -qi specimen verified
kiosk doctor > doctor || { [ $? = 1 ] && cat doctor; }
grep -q '^✓ 登记库' doctor
QT_QPA_PLATFORM=offscreen timeout -k 20 4 env KIOSK_DATA="$work/data" "$work/venv/bin/kiosk" run 2> touch.txt && status=0 || status=$?
[ "$status" = 124 ] || [ "$status" = 0 ] || { cat touch.txt; exit 1; }
echo "the wheel works in an empty venv"
