#!/bin/sh
# Milliseconds from starting a Python to the first frame of the touch application, five times after one to warm up.
# usage: first_frame.sh PYTHON touch_start.py FOLDER-OF-kiosk
set -eu
export QT_QPA_PLATFORM=offscreen PYTHONPATH="$3"
for _ in 1 2 3 4 5 6; do
    "$1" -c 'import subprocess, sys, time
begun = time.monotonic()
said = subprocess.run(sys.argv[1:], capture_output=True, text=True, check=True)
print((float(said.stdout.split()[-1]) - begun) * 1000)' "$1" "$2"
done | tail -n 5
