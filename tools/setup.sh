#!/bin/bash
# Makes .venv and puts in it what is pinned in requirements/<set>.txt, then Heard itself from this checkout.
#
#   tools/setup.sh run     what Heard needs to run
#   tools/setup.sh dev     that, and what its tests and linters need
#
# A second run is instant: it looks at a stamp. It installs nothing outside .venv.
set -euo pipefail
cd "$(dirname "$0")/.."

wanted=${1:-dev}
venv=.venv

stop() {
    printf '\nHeard cannot be set up yet. %s\n' "$*" >&2
    exit 1
}

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

# The first Python on this machine that is 3.11 or later and starts: a name in the path may be an empty shim.
choose_python() {
    for python in ${HEARD_PYTHON:-} python3 python3.13 python3.12 python3.11 python; do
        if new_enough "$python"; then
            command -v "$python"
            return
        fi
    done
    stop "It needs Python 3.11 or later, and $(python3 --version 2>/dev/null || echo 'no Python') was found." \
        "On Debian 12, Ubuntu 24.04 or later, as root: apt-get install python3 python3-venv"
}

make_venv() {
    python=$(choose_python)
    if ! "$python" -c 'import venv, ensurepip' >/dev/null 2>&1; then
        stop "Python's own venv is missing ($("$python" --version))." \
            "On Debian or Ubuntu, as root: apt-get install python3-venv"
    fi
    "$python" -m venv --clear $venv || stop "$python could not make a virtual environment in $PWD/$venv; what it said is above."
}

stamp_of() {
    { cat "requirements/$1.txt" pyproject.toml requirements/run.in tools/packaging.py
      $venv/bin/python -c 'import sys; print(sys.version, sys.prefix)'; } | cksum
}

if ! new_enough $venv/bin/python || ! $venv/bin/python -m pip --version >/dev/null 2>&1; then
    make_venv
fi

# Two makes at once take turns.
if command -v flock >/dev/null 2>&1; then
    exec 9>$venv/.setting-up
    flock 9
fi

for set in dev "$wanted"; do
    if [ "$(cat "$venv/.stamp-$set" 2>/dev/null)" = "$(stamp_of "$set")" ]; then
        exit 0
    fi
done

echo "Installing what Heard needs into $venv (a minute or so, once) ..."
pip="$venv/bin/python -m pip --disable-pip-version-check --no-input"
$pip install --quiet --require-hashes -r "requirements/$wanted.txt" \
    || stop "Some packages could not be installed; what pip said is above. Is the network there?"
$pip install --quiet --no-deps --no-build-isolation -e . || stop "Heard itself could not be installed; what pip said is above."
stamp_of "$wanted" >"$venv/.stamp-$wanted"
