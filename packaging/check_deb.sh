#!/bin/sh
# The short proof of the Debian package, for every run: scripts, units, templates, copyright of what is bundled; builds nothing.
set -eu
cd "$(dirname "$0")/.."
for script in packaging/*.sh packaging/debian/preinst packaging/debian/postinst packaging/debian/prerm packaging/debian/postrm \
    packaging/debian/config packaging/debian/kiosk packaging/debian/screen packaging/debian/backup; do
    case "$(head -n 1 "$script")" in *bash*) bash -n "$script" ;; *) sh -n "$script" ;; esac
done
if command -v shellcheck >/dev/null; then
    shellcheck -S warning -e SC1091 packaging/*.sh packaging/debian/preinst packaging/debian/postinst packaging/debian/prerm \
        packaging/debian/postrm packaging/debian/config packaging/debian/kiosk packaging/debian/screen packaging/debian/backup
else echo "shellcheck is not here: scripts were only parsed"; fi

# each unit as systemd reads it, with programs where it looks for them
if command -v systemd-analyze >/dev/null; then
    root=$(mktemp -d)
    trap 'rm -rf "$root"' EXIT
    mkdir -p "$root/usr/lib/systemd/system" "$root/usr/bin" "$root/usr/lib/zhaoban-system"
    cp packaging/systemd/* "$root/usr/lib/systemd/system/"
    for program in usr/bin/kiosk usr/lib/zhaoban-system/screen usr/lib/zhaoban-system/backup; do install -m 755 /bin/true "$root/$program"; done
    for unit in /usr/lib/systemd/system/*.target /usr/lib/systemd/system/getty@.service /usr/lib/systemd/system/systemd-user-sessions.service; do
        if [ -e "$unit" ]; then cp -L "$unit" "$root/usr/lib/systemd/system/"; fi
    done
    for unit in packaging/systemd/*; do
        said=$(systemd-analyze verify --man=no --root="$root" "$(basename "$unit")" 2>&1 | grep '^/\?[a-z/]*kiosk' || true)
        [ -z "$said" ] || { echo "$said"; exit 1; }
    done
else echo "systemd-analyze is not here: units were not verified"; fi

# every timer has its service, is enabled by the scripts and stopped by them
for timer in packaging/systemd/*.timer; do
    name=$(basename "$timer")
    [ -e "packaging/systemd/${name%.timer}.service" ] || { echo "$name has no service"; exit 1; }
    for script in preinst postinst prerm postrm; do grep -q "$name" "packaging/debian/$script" || { echo "$script forgets $name"; exit 1; }; done
done
for question in $(sed -n 's/.*db_\(get\|input [a-z]*\) \(zhaoban\/[a-z-]*\).*/\2/p' packaging/debian/config packaging/debian/postinst packaging/debian/postrm | sort -u); do
    grep -qx "Template: $question" packaging/debian/templates || { echo "$question has no template"; exit 1; }
done
echo "check-deb: scripts, units and questions are in order"
