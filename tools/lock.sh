#!/bin/bash
# Pins requirements/run.in, dev.in and mutation.in, with hashes, for Python 3.11 and later on every platform.
#
# Needs uv (pip install uv); nothing else of Heard does. The files name no package index: pip asks the one it is set to.
set -euo pipefail
cd "$(dirname "$0")/.."

uv=$(command -v "${UV:-uv}" || true)
if [ -z "$uv" ]; then
    echo "make lock needs uv. Install it in an environment of its own: python3 -m venv ~/uv && ~/uv/bin/pip install uv" >&2
    echo "then: make lock UV=~/uv/bin/uv" >&2
    exit 1
fi

pin() {
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
        --no-emit-index-url --no-emit-find-links ${UPGRADE:+--upgrade} "$@"
}

pin requirements/dev.in -o requirements/dev.txt
pin requirements/run.in -c requirements/dev.txt -o requirements/run.txt
pin requirements/mutation.in -c requirements/dev.txt -o requirements/mutation.txt
