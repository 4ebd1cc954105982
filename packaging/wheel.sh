#!/bin/sh
# Builds the wheel and the sdist of the committed tree into dist/; the same commit gives the same bytes.
set -eu
cd "$(dirname "$0")/.."
umask 022
out=${1:-dist}
mkdir -p "$out" build
out=$(cd "$out" && pwd)
python=.venv/bin/python
[ -x "$python" ] || packaging/setup.sh run
tools=$(pwd)/build/tools
if ! cmp -s packaging/requirements-build.txt "$tools/.ready"; then
    rm -rf "$tools"
    "$python" -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes \
        --target "$tools" -r packaging/requirements-build.txt
    cp packaging/requirements-build.txt "$tools/.ready"
fi
python=$(pwd)/$python
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
git archive HEAD | tar -x -C "$tree"
cd "$tree"
PYTHONPATH=$tools "$python" -m hatchling build -d "$out" >&2
