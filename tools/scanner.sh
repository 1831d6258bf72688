#!/bin/bash
# Finds ClamAV's scanner for the tests of uploads, or fetches it, and notes its path in .scanner/path.
#
# Order: HEARD_CLAMD_PROGRAM, an installed one, Debian's package when we are root, the same package unpacked into .scanner.
# Its own list of viruses is not needed: the tests bring one with a single harmless entry. Where there is none to be had,
# the tests talk to a stand-in that speaks the same protocol, and say so.
set -euo pipefail
cd "$(dirname "$0")/.."

works() {
    [ -n "$1" ] && [ -x "$1" ] && LD_LIBRARY_PATH="${2:-}" timeout 60 "$1" --version 2>/dev/null | grep -qi clamav
}

use() {
    mkdir -p .scanner
    printf '%s\n%s\n' "$1" "${2:-}" >.scanner/path
    exit 0
}

installed() {
    for found in "$(command -v clamd || true)" /usr/sbin/clamd /usr/local/sbin/clamd; do
        if works "$found"; then
            use "$found"
        fi
    done
}

from_apt() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || return 0
    echo "Installing ClamAV's scanner for the tests of uploads (apt-get install clamav-daemon) ..."
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -qq -y --no-install-recommends clamav-daemon; } \
        >.scanner/apt.log 2>&1 </dev/null || echo "apt-get did not succeed; its words are in .scanner/apt.log"
}

# Without being root: the packages are fetched and unpacked, and nothing is installed.
unpacked() {
    command -v apt-get >/dev/null 2>&1 && command -v dpkg-deb >/dev/null 2>&1 || return 0
    echo "Unpacking ClamAV's scanner for the tests of uploads into .scanner ..."
    local library
    library=$(apt-cache depends clamav-daemon 2>/dev/null | grep -oE 'libclamav[0-9]+' | head -1 || true)
    rm -rf .scanner/root
    mkdir -p .scanner/root
    (cd .scanner && apt-get download clamav-daemon "${library:-libclamav12}" libmspack0 >apt.log 2>&1 </dev/null \
        && for package in ./*.deb; do dpkg-deb -x "$package" root; done; rm -f ./*.deb) || return 0
    local libraries
    libraries=$(find "$PWD/.scanner/root/usr/lib" -name 'libclamav.so*' -printf '%h\n' 2>/dev/null | head -1 || true)
    if works "$PWD/.scanner/root/usr/sbin/clamd" "$libraries"; then
        use "$PWD/.scanner/root/usr/sbin/clamd" "$libraries"
    fi
}

if [ -n "${HEARD_CLAMD_PROGRAM:-}" ]; then
    works "$HEARD_CLAMD_PROGRAM" && use "$HEARD_CLAMD_PROGRAM"
    echo "HEARD_CLAMD_PROGRAM is $HEARD_CLAMD_PROGRAM, which does not start as ClamAV's clamd. Put it right, or leave it out." >&2
    exit 1
fi
mkdir -p .scanner
noted=$(sed -n 1p .scanner/path 2>/dev/null || true)
libraries=$(sed -n 2p .scanner/path 2>/dev/null || true)
if [ -n "$noted" ] && works "$noted" "$libraries"; then
    exit 0
fi
rm -f .scanner/path
installed
from_apt
installed
unpacked
echo "No clamd could be had here. The tests of uploads talk to a stand-in that speaks its protocol."
