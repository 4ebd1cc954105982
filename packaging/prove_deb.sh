#!/bin/sh
# Proves the Debian package in a chroot of Debian 12: install, use, upgrade, a failing upgrade, no way back, removal.
# Needs root, debootstrap and a Debian mirror; says so and ends well where a chroot cannot be made.
set -eu
cd "$(dirname "$0")/.."
umask 022
here=$(pwd)
proof=$here/build/prove
base=$proof/base
root=$proof/root
version=$(sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)
commit=$(git rev-parse HEAD)
begun=$(date +%s)
servers=""

say() { printf '%4d s  %s\n' "$(($(date +%s) - begun))" "$*"; }
fail() { say "FAILED: $*" >&2; exit 1; }
not_here() { say "not proved here: $*"; exit 0; }
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 HOME=/root DEBIAN_FRONTEND=noninteractive "$@"; }
as_kiosk() { chroot --userspec=kiosk:kiosk "$root" env -i PATH=/usr/bin:/bin LANG=C.UTF-8 "$@"; }
start() { chroot --userspec=kiosk:kiosk "$root" env -i PATH=/usr/bin:/bin LANG=C.UTF-8 "$@" & servers="$servers $!"; }
milliseconds() { date +%s%3N; }
leave_proc() { if mountpoint -q "$root/proc" 2>/dev/null; then umount "$root/proc" || true; fi; }
clear_root() { leave_proc; rm -rf --one-file-system "$root"; }
end() {
    for server in $servers; do kill "$server" 2>/dev/null || true; done
    if [ -n "${cluster:-}" ]; then su postgres -c "'$binaries/pg_ctl' -D '$cluster/data' -m immediate stop" >/dev/null 2>&1 || true; rm -rf "$cluster"; fi
    leave_proc
}
trap end EXIT

# a checkout of one commit with the tools of this one: here others may commit meanwhile
checkout() {
    rm -rf "$1"
    git clone -q --shared . "$1"
    git -C "$1" checkout -q --detach "$commit"
    mkdir -p build
    ln -s "$here/.venv" "$1/.venv"
    ln -s "$here/build" "$1/build"
}

build() {
    source=$proof/source
    checkout "$source"
    for time in one two; do
        "$source/packaging/deb.sh" "$version" "$proof/$time" >"$proof/build.log" 2>&1 ||
            { grep -v ^WARNING "$proof/build.log" | tail -n 20; fail "the package cannot be built"; }
    done
    deb=$proof/one/zhaoban_${version}_amd64.deb
    cmp "$deb" "$proof/two/zhaoban_${version}_amd64.deb"
    rm -rf "$proof/two" "$source"
    bytes=$(stat -c %s "$deb")
    [ "$bytes" -le 160000000 ] || fail "the package has $bytes bytes, more than 160 MB"
    say "built twice, the same $bytes bytes"
}

# the package of the last tag; without one that of this very tree by a lower version, whose register is
# brought back to the first migration before the upgrade
build_former() {
    former=$proof/former
    checkout "$former"
    tag=$(git describe --tags --abbrev=0 "$commit^" 2>/dev/null || true)
    [ -z "$tag" ] || git -C "$former" checkout -q "$tag"
    DPKG_DEB_COMPRESSOR_LEVEL=0 "$former/packaging/deb.sh" "$version~former" "$proof/one" >"$proof/former.log" 2>&1 ||
        { grep -v ^WARNING "$proof/former.log" | tail -n 20; fail "the lower version cannot be built"; }
    rm -rf "$former"
    say "built a lower version: ${tag:-this very tree}"
}

# another package out of the built one: its version, and what is done to its tree
repack() {
    tree=$proof/tree
    rm -rf "$tree"
    dpkg-deb -R "$deb" "$tree"
    sed -i "s/$version/$version+$1/g" "$tree"/DEBIAN/preinst "$tree"/DEBIAN/postinst
    sed -i "s/^Version: .*/Version: $version+$1/" "$tree/DEBIAN/control"
    store=$tree/usr/lib/zhaoban/kiosk/adapters/store
    last=$(sed -n 's/^REVISIONS = (.*"\([0-9]*\)")$/\1/p' "$store/schema.py")
    case "$1" in
        *broken*) sed -i 's/^REVISIONS = (\(.*\))$/REVISIONS = (\1, "9999")/' "$store/schema.py"
            sed "s/@LAST@/$last/" packaging/debian/proof/broken.py > "$store/migrations/versions/r9999_broken.py" ;;
    esac
    case "$1" in
        *later) sed -i '/raise/d' "$store/migrations/versions/r9999_broken.py"
            echo 'raise RuntimeError("this version is broken")' >> "$tree/usr/lib/zhaoban/kiosk/services/ready.py" ;;
    esac
    dpkg-deb --root-owner-group -Znone --build "$tree" "$root/root/$1.deb" >/dev/null
    rm -rf "$tree"
}

make_base() {
    if [ -e "$base/.whole" ] && cmp -s packaging/debian/depends "$base/.whole"; then return; fi
    rm -rf "$base"
    mirror=$(apt-get indextargets --format '$(SITE)' 'Codename: bookworm' | head -n 1)
    debootstrap --variant=minbase bookworm "$base" "${mirror:-http://deb.debian.org/debian}" >"$proof/debootstrap.log" 2>&1 ||
        { tail -n 3 "$proof/debootstrap.log"; not_here "debootstrap cannot work here"; }
    apt-config dump | grep -i '^Acquire::http.*Proxy' > "$base/etc/apt/apt.conf.d/00proof" || true
    printf 'APT::Install-Recommends "false";\nBinary::apt::APT::Keep-Downloaded-Packages "true";\n' >> "$base/etc/apt/apt.conf.d/00proof"
    root=$base
    names=$(sed -n 's/^deb \([a-z0-9.+-]*\).*/\1/p' packaging/debian/depends | sort -u)
    inside apt-get update -qq
    inside apt-get install -y -qq xvfb >/dev/null 2>&1
    # shellcheck disable=SC2086 # a list of packages
    inside apt-get install -y -qq --download-only $names >/dev/null
    root=$proof/root
    cp packaging/debian/depends "$base/.whole"
    say "made a Debian 12 with the dependencies waiting in its cache"
}

begin() {
    clear_root
    cp -a "$base" "$root"
    mount -t proc proc "$root/proc" 2>/dev/null || say "no /proc in the chroot: mounting is not allowed here; going on without"
    cp "$proof/one"/*.deb "$root/root/"
    cp packaging/debian/proof/first_frame.sh tests/benchmarks/touch_start.py "$root/tmp/"
    inside debconf-set-selections <<SELECTIONS
zhaoban zhaoban/terminal string B07
zhaoban zhaoban/hall string 听澜区政务服务大厅（样本）
zhaoban zhaoban/register string
SELECTIONS
}

install_former() {
    from=$(milliseconds)
    inside apt-get install -y -qq "/root/zhaoban_${version}~former_amd64.deb" >"$proof/install.log" 2>&1 || { cat "$proof/install.log"; fail "install"; }
    took=$(($(milliseconds) - from))
    [ "$took" -le 60000 ] || fail "installing took $took ms, more than a minute"
    say "installed with all dependencies in $took ms"
    grep -q '^id = "B07"' "$root/etc/kiosk/terminal.toml" || fail "the terminal's id was not taken"
    grep -q '^hall = "听澜区政务服务大厅（样本）"' "$root/etc/kiosk/terminal.toml" || fail "the hall's name was not taken"
    [ "$(stat -c %a "$root/var/lib/kiosk")" = 700 ] || fail "others may read the data"
}

# what a citizen and an officer would see of the register, to compare before and after; words may change
stand() {
    as_kiosk kiosk register export
    as_kiosk kiosk trail verify >/dev/null && echo "the trail holds"
    { as_kiosk kiosk verify --json "/var/lib/kiosk/licences/$code.pdf" || [ $? = 1 ]; } | said valid specimen reason status register
    as_kiosk kiosk status --json "$number" | said application state submitted_at
}

# of one JSON object these members
said() { inside python3 -c 'import json, sys; told = json.load(sys.stdin); print({key: told[key] for key in sys.argv[1:]})' "$@"; }

# what a settings example needs is in the package, and the program takes it as it lies there
examples() {
    there=/usr/share/doc/zhaoban/examples
    for example in hall bank-branch; do
        as_kiosk env KIOSK_CONFIG=$there/$example.toml KIOSK_DATA=/tmp/example kiosk forms check > "$proof/$example.txt" 2>&1 ||
            { cat "$proof/$example.txt"; fail "the example $example"; }
    done
    grep -q '^2 procedure(s), 0 finding(s)' "$proof/bank-branch.txt" || fail "the bank's own procedure was not found"
    say "the settings of a hall and of a bank branch, with its own procedure, are taken as they lie there"
}

use() {
    as_kiosk kiosk doctor > "$proof/doctor.txt" || [ $? = 1 ] || { cat "$proof/doctor.txt"; fail "doctor"; }
    as_kiosk sh -c 'kiosk forms example establishment > /tmp/example.json && kiosk apply --json /tmp/example.json' > "$proof/applied.json"
    number=$(sed -n 's/.*"application": "\([^"]*\)".*/\1/p' "$proof/applied.json")
    code=$(sed -n 's/.*"credit_code": "\([^"]*\)".*/\1/p' "$proof/applied.json")
    grep -q '"outcome": "approved"' "$proof/applied.json" || fail "the example was not approved"
    stand > "$proof/stand"
    say "doctor and apply as the user kiosk: $number"
}

revision() { inside python3 -c "import sqlite3; print(*sqlite3.connect('/var/lib/kiosk/register.sqlite').execute('SELECT version_num FROM alembic_version').fetchone())"; }

look() {
    if ! command -v convert >/dev/null; then say "no picture: ImageMagick is not here"; return; fi
    mkdir -p "$root/tmp/.X11-unix" "$root/tmp/screen"
    chmod 1777 "$root/tmp" "$root/tmp/.X11-unix" "$root/tmp/screen"
    start Xvfb :77 -screen 0 1080x1920x24 -fbdir /tmp/screen -nolisten tcp >"$proof/xvfb.log" 2>&1
    for _ in $(seq 50); do [ -e "$root/tmp/.X11-unix/X77" ] && break; sleep 0.2; done
    start DISPLAY=:77 QT_QPA_PLATFORM=xcb HOME=/tmp kiosk run >"$proof/run.log" 2>&1
    touch=${servers##* }
    colours=0
    for _ in $(seq 60); do
        sleep 1
        colours=$(convert "xwd:$root/tmp/screen/Xvfb_screen0" -format %k info: 2>/dev/null || echo 0)
        if [ "$colours" -gt 500 ]; then break; fi
    done
    sleep 2
    convert "xwd:$root/tmp/screen/Xvfb_screen0" "$proof/kiosk.png"
    kill -0 "$touch" 2>/dev/null || { cat "$proof/run.log"; fail "the touch application ended"; }
    for server in $servers; do kill "$server" 2>/dev/null || true; done
    servers=""
    [ "$colours" -gt 500 ] || { cat "$proof/run.log"; fail "the screen shows only $colours colours"; }
    say "the touch application on a whole screen: build/prove/kiosk.png, $colours colours"
}

upgrade() {
    if [ -z "$tag" ]; then .venv/bin/python -m tests.adapters.store.first_release "sqlite:///$root/var/lib/kiosk/register.sqlite"; fi
    before=$(revision)
    from=$(milliseconds)
    inside dpkg -i "/root/zhaoban_${version}_amd64.deb" >"$proof/upgrade.log" 2>&1 || { cat "$proof/upgrade.log"; fail "upgrade"; }
    took=$(($(milliseconds) - from))
    after=$(revision)
    if [ "$before" != "$after" ]; then
        [ -e "$root/var/lib/kiosk/register.sqlite.before-upgrade" ] || fail "no copy was made before the migration"
    fi
    stand > "$proof/after" && cmp "$proof/stand" "$proof/after" || { diff "$proof/stand" "$proof/after"; fail "the register does not stand as before"; }
    [ ! -e "$root/usr/lib/zhaoban.previous" ] || fail "the former program was left"
    say "upgraded in $took ms, schema $before to $after with a copy from before; the register stands as it was"
}

# a version that cannot migrate, by words, with the register and the program as they were
refuse_upgrade() {
    repack "$1"
    if inside dpkg -i "/root/$1.deb" >"$proof/$1.log" 2>&1; then cat "$proof/$1.log"; fail "$1: no failure was reported"; fi
    grep -q "goes on; nothing is lost" "$proof/$1.log" || { cat "$proof/$1.log"; fail "$1: no words for the operator"; }
    [ "$(revision)" = "$after" ] || fail "$1: the schema is $(revision), not $after"
    as_kiosk kiosk doctor >/dev/null || [ $? = 1 ] || fail "$1: the former version does not go on"
    stand > "$proof/back" && cmp "$proof/stand" "$proof/back" || { diff "$proof/stand" "$proof/back"; fail "$1: the register is not as it was"; }
    say "$1: put back with words; the former version goes on"
}

mend_upgrade() {
    repack 3good
    inside dpkg -i /root/3good.deb >"$proof/good.log" 2>&1 || { cat "$proof/good.log"; fail "a mended version cannot be installed"; }
    [ ! -e "$root/usr/lib/zhaoban.previous" ] || fail "the former program was left"
    stand > "$proof/back" && cmp "$proof/stand" "$proof/back" || fail "the register is not as it was"
    say "a mended version takes over"
}

refuse_downgrade() {
    if inside dpkg -i "/root/zhaoban_${version}_amd64.deb" >"$proof/down.log" 2>&1; then fail "an older version was installed"; fi
    grep -q "is older. An older program may not read the" "$proof/down.log" || { cat "$proof/down.log"; fail "no words about the older version"; }
    as_kiosk kiosk status "$number" >/dev/null || fail "after the refusal the register cannot be asked"
    say "an older version is refused with words"
}

# a hall's register on PostgreSQL, whose migration fails: the database stays as it was and the former version goes on
in_a_hall() {
    binaries=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1)
    if [ -z "$binaries" ]; then say "no hall: PostgreSQL is not here"; return; fi
    cluster=$(mktemp -d)
    chown postgres "$cluster"
    port=$((20000 + $$ % 20000))
    su postgres -c "'$binaries/initdb' -D '$cluster/data' -A trust -U kiosk >/dev/null && '$binaries/pg_ctl' -w -D '$cluster/data' -o '-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off' -l '$cluster/log' start >/dev/null"
    sed -i "s#^url = .*#url = \"postgresql+psycopg://kiosk@127.0.0.1:$port/postgres\"#" "$root/etc/kiosk/terminal.toml"
    as_kiosk sh -c 'kiosk apply --json /tmp/example.json' | grep -q '"outcome": "approved"' || fail "no licence from the hall's register"
    as_kiosk kiosk register export > "$proof/hall"
    repack 4broken
    if inside dpkg -i /root/4broken.deb >"$proof/hall.log" 2>&1; then fail "hall: no failure was reported"; fi
    grep -q "goes on; nothing is lost" "$proof/hall.log" || { cat "$proof/hall.log"; fail "hall: no words"; }
    as_kiosk kiosk register export | cmp - "$proof/hall" || fail "hall: the register is not as it was"
    repack 5good
    inside dpkg -i /root/5good.deb >"$proof/good.log" 2>&1 || { cat "$proof/good.log"; fail "hall: a mended version cannot be installed"; }
    as_kiosk kiosk register export | cmp - "$proof/hall" || fail "hall: the register is not as it was"
    sed -i 's#^url = .*#url = ""#' "$root/etc/kiosk/terminal.toml"
    say "hall: a migration that fails leaves PostgreSQL as it was, the former version goes on, a mended one takes over"
}

remove() {
    inside dpkg --remove zhaoban >"$proof/remove.log" 2>&1 || { cat "$proof/remove.log"; fail "remove"; }
    [ -e "$root/var/lib/kiosk/register.sqlite" ] || fail "removing took the register away"
    [ ! -e "$root/usr/lib/zhaoban" ] || fail "the program was left"
    inside apt-get install -y -qq "/root/zhaoban_${version}_amd64.deb" >"$proof/again.log" 2>&1 || { cat "$proof/again.log"; fail "installing again"; }
    stand > "$proof/back" && cmp "$proof/stand" "$proof/back" || fail "after installing again the register is not as it was"
    inside dpkg --purge zhaoban >"$proof/purge.log" 2>&1
    [ -e "$root/var/lib/kiosk/register.sqlite" ] || fail "purging without the answer took the register away"
    inside apt-get install -y -qq "/root/zhaoban_${version}_amd64.deb" >"$proof/again.log" 2>&1 || { cat "$proof/again.log"; fail "installing again"; }
    echo "zhaoban zhaoban/purge-data boolean true" | inside debconf-set-selections
    inside dpkg --purge zhaoban >"$proof/purge.log" 2>&1 || { cat "$proof/purge.log"; fail "purge"; }
    for left in /var/lib/kiosk /etc/kiosk /usr/lib/zhaoban; do [ ! -e "$root$left" ] || fail "purging left $left: $(ls -A "$root$left")"; done
    ! inside getent passwd kiosk >/dev/null || fail "purging left the user kiosk"
    say "remove keeps the register, purge keeps it too until it is told to delete"
}

first_frame() {
    KIOSK_DATA=$proof/data sh packaging/debian/proof/first_frame.sh .venv/bin/python tests/benchmarks/touch_start.py "$here" > "$proof/checkout.ms"
    as_kiosk env KIOSK_DATA=/tmp/start sh /tmp/first_frame.sh /usr/bin/python3 /tmp/touch_start.py /usr/lib/zhaoban > "$proof/installed.ms"
    python3 - "$proof/installed.ms" "$proof/checkout.ms" <<'PY'
import statistics, sys
installed, checkout = (statistics.median(map(float, open(name))) for name in sys.argv[1:])
print(f"        start to first frame: installed {installed:.0f} ms, checkout {checkout:.0f} ms, ratio {installed / checkout:.2f}")
PY
    rm -rf "$proof/data"
}

lint() {
    if ! command -v lintian >/dev/null; then say "lintian is not here"; return; fi
    lintian --allow-root --tag-display-limit 0 --fail-on error "$deb" >"$proof/lintian.txt" 2>&1 || { grep '^E:' "$proof/lintian.txt"; fail "lintian"; }
    say "lintian: no errors, $(grep -c '^W:' "$proof/lintian.txt" || true) warnings"
}

[ "$(id -u)" = 0 ] || not_here "a chroot needs root"
command -v debootstrap >/dev/null || not_here "debootstrap is missing"
mkdir -p "$proof"
rm -rf "$proof/one" "$proof/two" "$proof/former" "$proof/tree"
make_base
build
lint
build_former
begin
install_former
use
upgrade
examples
look
first_frame
refuse_upgrade 1broken
refuse_upgrade 2broken.later
mend_upgrade
refuse_downgrade
in_a_hall
remove
clear_root
say "proved: zhaoban $version"
