#!/bin/bash
# Runs every check and says at the end which failed, so that one run shows all there is to do.
set -uo pipefail
cd "$(dirname "$0")/.."

failed=()
check() {
    local name=$1
    shift
    echo "== $name"
    "$@" || failed+=("$name")
}

check "linter (ruff check)" .venv/bin/ruff check --quiet .
check "formatting (ruff format)" .venv/bin/ruff format --check --quiet .
check "types (mypy)" .venv/bin/mypy
check "contracts of imports (lint-imports)" .venv/bin/lint-imports --no-logo

if [ ${#failed[@]} -gt 0 ]; then
    printf '\nFailed: %s\n' "${failed[@]}"
    exit 1
fi
echo "All checks passed."
