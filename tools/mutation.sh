#!/bin/bash
# Changes the counting of days in a thousand small ways, one at a time, and sees whether a test notices.
#
#   tools/mutation.sh                  all modules that tools/mutation.toml names: about half an hour on two cores
#   tools/mutation.sh '*.rights.*'     one of them
#
# It works in .mutation, in an environment and on a copy of its own. What survives: docs/reference/mutation.md.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=.mutation
tree=$folder/tree
venv=$PWD/$folder/venv

if [ ! -x "$venv/bin/mutmut" ] || [ requirements/mutation.txt -nt "$venv/bin/mutmut" ]; then
    "${HEARD_PYTHON:-.venv/bin/python}" -m venv --clear "$venv"
    "$venv/bin/python" -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements/mutation.txt
    touch "$venv/bin/mutmut"
fi

rm -rf "$tree"
mkdir -p "$tree/src/heard" "$tree/tests"
cp src/heard/__init__.py "$tree/src/heard/"
cp -r src/heard/engine "$tree/src/heard/"
cp -r procedures calendars "$tree/"
cp -r tests/engine tests/procedures "$tree/tests/"
cp tools/mutation.toml "$tree/pyproject.toml"
printf '%s\n' pytest yaml hypothesis heard.engine heard.engine.trying >"$tree/preload.txt"

cd "$tree"
nice "$venv/bin/mutmut" run --max-children "${PROCESSES:-2}" "$@"
echo
echo "What no test noticed (show one with: cd $tree && ../venv/bin/mutmut show NAME):"
"$venv/bin/mutmut" results
