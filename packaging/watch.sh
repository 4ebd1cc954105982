#!/bin/sh
# Shows the kiosk over VNC on 127.0.0.1 alone: watch.sh [PORT]. Stop it with Ctrl-C.
# Qt's vnc platform listens on every address and asks no password; so it runs in a network of its
# own, out of which only a forward from this machine's loopback leads.
set -eu
cd "$(dirname "$0")/.."
port=${1:-5905}
for part in unshare ip socat; do
    command -v "$part" >/dev/null || { echo "missing: $part. Type: sudo apt-get install util-linux iproute2 socat" >&2; exit 1; }
done
folder=$(mktemp -d)
become=""
[ "$(id -u)" = 0 ] || become="--user --map-root-user"
forward=""
# unshare itself hears no signal; who runs within says who it is
end() {
    trap - EXIT INT TERM
    for one in $forward $(cat "$folder"/*.pid 2>/dev/null || true); do kill "$one" 2>/dev/null || true; done
    wait
    rm -rf "$folder"
}
trap end EXIT
trap 'exit 0' INT TERM
# shellcheck disable=SC2086 # two words or none
unshare $become --net sh -c "ip link set lo up
    socat UNIX-LISTEN:$folder/vnc,fork TCP:127.0.0.1:$port 2>/dev/null & echo \$! >$folder/relay.pid
    echo \$\$ >$folder/kiosk.pid
    QT_QPA_PLATFORM=vnc:port=$port:size=1500x1920 exec .venv/bin/kiosk run --window 1080x1920 --demo" &
kiosk=$!
socat "TCP-LISTEN:$port,bind=127.0.0.1,reuseaddr,fork" "UNIX-CONNECT:$folder/vnc" 2>/dev/null &
forward=$!
echo "Open 127.0.0.1:$port with a VNC viewer; Ctrl-C here ends it."
wait $kiosk
