#!/bin/sh
# Prepares .venv for running (setup.sh run) or for testing (setup.sh test); safe to run again.
set -eu
cd "$(dirname "$0")/.."
purpose=${1:-run}
case "$purpose" in run|test) ;; *) echo "usage: packaging/setup.sh run|test" >&2; exit 2 ;; esac

say() { printf '%s\n' "$*" >&2; }

missing_packages() {
    [ -x /usr/bin/dpkg-query ] || return 0
    while read -r what name; do
        case "$what" in ''|'#'*) continue ;; esac
        [ "$what" = run ] || [ "$purpose" = test ] || continue
        # another Python than Debian's brings its own venv module
        if [ "$name" = python3-venv ] && python3 -c 'import ensurepip' 2>/dev/null; then continue; fi
        # another Node.js than Debian's brings its own npm, and the two packages exclude each other
        if [ "$name" = npm ] && command -v npm >/dev/null 2>&1; then continue; fi
        dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || printf '%s ' "$name"
    done < packaging/system-packages.txt
}

install_packages() {
    names=$(missing_packages)
    [ -n "$names" ] || return 0
    if [ "$(id -u)" = 0 ]; then prefix=""
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then prefix="sudo -n"
    else
        say "These system packages are missing. Type this once, then start again:"
        say "  sudo apt-get update && sudo apt-get install -y --no-install-recommends $names"
        if ! python3 -c 'import ensurepip' 2>/dev/null; then exit 1; fi
        say "Going on without them; tests that need one are skipped by name."
        return 0
    fi
    say "Installing system packages: $names"
    $prefix apt-get update -qq
    # shellcheck disable=SC2086 # a list of words
    DEBIAN_FRONTEND=noninteractive $prefix apt-get install -y -qq --no-install-recommends $names >/dev/null
}

# other people's programs that tests talk to, each by its lock file, without scripts of their own
install_peers() {
    command -v npm >/dev/null 2>&1 || { say "npm is missing; tests that need a peer are skipped."; return 0; }
    for peer in tests/peers/*/package-lock.json; do
        folder=$(dirname "$peer")
        have="$folder/node_modules/.ready"
        if [ -f "$have" ] && cmp -s "$have" "$peer"; then continue; fi
        say "Installing the test peer $(basename "$folder")"
        (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund --silent)
        cp "$peer" "$have"
    done
}

python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    say "Python 3.11 or newer is needed; this is $(python3 --version)."; exit 1; }
install_packages
if [ "$purpose" = test ]; then install_peers; fi

lock=packaging/requirements.txt
[ "$purpose" = run ] || lock=packaging/requirements-dev.txt
stamp=.venv/.ready-$purpose
want="$(cat "$lock" pyproject.toml | sha256sum)"
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$want" ]; then exit 0; fi

[ -x .venv/bin/python ] || python3 -m venv .venv
say "Installing the locked Python packages; the first time this takes a minute or two."
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
site=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
pwd > "$site/zhaoban-checkout.pth"
cat > .venv/bin/kiosk <<SH
#!$(pwd)/.venv/bin/python
import sys
from kiosk.__main__ import main
sys.exit(main())
SH
chmod +x .venv/bin/kiosk
printf '%s' "$want" > "$stamp"
