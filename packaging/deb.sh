#!/bin/sh
# Builds dist/zhaoban_VERSION_amd64.deb of the committed tree: wheels for Debian 12's Python, unneeded parts of Qt left out.
set -eu
cd "$(dirname "$0")/.."
umask 022
version=${1:-$(sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)}
out=${2:-dist}
mkdir -p "$out"
out=$(cd "$out" && pwd)
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH PYTHONHASHSEED=0
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
root=$stage/root
lib=$root/usr/lib/zhaoban
python=.venv/bin/python

put_program() {
    mkdir -p "$lib" "$stage/wheel"
    packaging/wheel.sh "$stage/wheel"
    pip="$python -m pip install --quiet --disable-pip-version-check --no-compile --target $lib"
    $pip --require-hashes -r packaging/requirements-deb.txt
    $pip --no-deps "$stage"/wheel/*.whl
    $python packaging/prune_qt.py "$lib/PySide6"
    # what is never loaded: other people's tests and samples, and fonts of ReportLab that the kiosk does not use
    rm -rf "${lib:?}/bin" "$lib/sqlalchemy/testing" "$lib/mako/testing" "$lib/alembic/testing" "$lib/smpplib/tests" \
        "$lib/qrcode/tests" "$lib/certifi/tests" "$lib/reportlab/graphics/samples" "$lib/reportlab/fonts" \
        "$lib/shiboken6/docs"
    find "$lib" -path '*.dist-info/*' \( -name RECORD -o -name direct_url.json -o -name INSTALLER -o -name REQUESTED \) -delete
    find "$lib" -type f \( -name '*.pyx' -o -name '*.pxd' -o -name '*.c' -o -name '*.h' -o -name '_testcapi*.so' \) -delete
    find "$lib" -depth -name '__pycache__' -exec rm -rf {} \;
    # libraries are not run; nor are modules that carry a first line for a shell
    find "$lib" -type f -exec chmod 644 {} +
    grep -rlI --include='*.py' '^#!' "$lib" | xargs -r -d '\n' sed -i '1{/^#!/d}'
    find "$lib" -type f -name '*.so*' -exec strip --strip-unneeded --remove-section=.comment --remove-section=.note {} +
    # every module must compile; the byte code itself is made on the terminal
    PYTHONPYCACHEPREFIX=$stage/compiled python3.11 -m compileall -q -j 0 "$lib"
}

put_system() {
    mkdir -p "$root/usr/bin" "$root/usr/lib/zhaoban-system" "$root/etc/kiosk/credentials" "$root/etc/default" \
        "$root/usr/lib/systemd/system" "$root/usr/lib/udev/rules.d" "$root/usr/lib/tmpfiles.d" \
        "$root/usr/lib/sysusers.d" "$root/usr/share/doc/zhaoban" "$root/usr/share/man/man1" \
        "$root/usr/share/lintian/overrides" "$root/var/lib/kiosk"
    install -m 755 packaging/debian/kiosk "$root/usr/bin/kiosk"
    install -m 755 packaging/debian/screen packaging/debian/backup "$root/usr/lib/zhaoban-system/"
    install -m 644 packaging/debian/kiosk.toml "$root/etc/kiosk/kiosk.toml"
    install -m 644 packaging/debian/kiosk.default "$root/etc/default/kiosk"
    install -m 644 packaging/systemd/* "$root/usr/lib/systemd/system/"
    install -m 644 packaging/debian/zhaoban.udev "$root/usr/lib/udev/rules.d/70-zhaoban.rules"
    install -m 644 packaging/debian/zhaoban.tmpfiles "$root/usr/lib/tmpfiles.d/zhaoban.conf"
    install -m 644 packaging/debian/zhaoban.sysusers "$root/usr/lib/sysusers.d/zhaoban.conf"
    install -m 644 packaging/debian/zhaoban.overrides "$root/usr/share/lintian/overrides/zhaoban"
}

put_words() {
    doc=$root/usr/share/doc/zhaoban
    PYTHONPATH="$lib" PYTHONDONTWRITEBYTECODE=1 $python packaging/manual.py | gzip -9n > "$root/usr/share/man/man1/kiosk.1.gz"
    $python packaging/licences.py "$lib" "$doc"
    install -m 644 packaging/debian/copyright "$doc/copyright"
    (cd packaging/examples && find . -type f -exec install -D -m 644 '{}' "$doc/examples/{}" \;)
    printf 'zhaoban (%s) unstable; urgency=medium\n\n  * See CHANGELOG.md of the sources.\n\n -- The Zhaoban authors <zhaoban@example.invalid>  %s\n' \
        "$version" "$(date -u -R -d "@$SOURCE_DATE_EPOCH")" | gzip -9n > "$doc/changelog.gz"
}

put_control() {
    mkdir -p "$root/DEBIAN"
    for script in preinst postinst prerm postrm config; do
        sed "s/@VERSION@/$version/g" "packaging/debian/$script" > "$root/DEBIAN/$script"
        chmod 755 "$root/DEBIAN/$script"
    done
    install -m 644 packaging/debian/templates "$root/DEBIAN/templates"
    printf '/etc/kiosk/kiosk.toml\n/etc/default/kiosk\n' > "$root/DEBIAN/conffiles"
    depends=$(sed -n 's/^deb //p' packaging/debian/depends | paste -sd, | sed 's/,/, /g')
    size=$(du -sk --apparent-size "$root" | cut -f1)
    sed "s/@VERSION@/$version/; s/@SIZE@/$size/; s/@DEPENDS@/$depends/" packaging/debian/control > "$root/DEBIAN/control"
    (cd "$root" && find usr etc -type f | LC_ALL=C sort | xargs -d '\n' md5sum > DEBIAN/md5sums)
}

put_program
put_system
put_words
put_control
find "$root" -type d -exec chmod 755 {} +
chmod 700 "$root/etc/kiosk/credentials" "$root/var/lib/kiosk"
find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
dpkg-deb --root-owner-group -Zxz --build "$root" "$out/zhaoban_${version}_amd64.deb" >&2
