#!/bin/sh
# Writes requirements/*.txt and package-lock.json anew from requirements/*.in and package.json.
# Versions stay as they are where they still fit; with --upgrade the newest are taken.
set -eu
cd "$(dirname "$0")/.."

uv=$(sh tools/uv.sh)

pin() { # name, oldest Python, further options
    name=$1 python=$2
    shift 2
    echo "==> Pinning requirements/$name.txt"
    # Neither the registry nor the path of this machine may end in a file that others use.
    "$uv" --no-config pip compile --quiet --universal --python-version "$python" \
        --generate-hashes --no-header --no-emit-index-url --no-emit-find-links "$@" \
        --output-file "requirements/$name.txt" "requirements/$name.in" >/dev/null
}

pin site 3.12 "$@"
pin test 3.12 "$@"
pin bench 3.12 "$@"
pin population 3.12 "$@"
pin spark 3.12 "$@"
pin audit 3.12 "$@"
pin node 3.12 "$@"
# This one is read by whatever Python a machine has.
pin uv 3.8 "$@"

echo "==> Pinning package-lock.json"
if [ "${1:-}" = --upgrade ]; then
    .venv/bin/npm update --package-lock-only >/dev/null
else
    .venv/bin/npm install --package-lock-only >/dev/null
fi

# (In package-lock.json a package may ask for money by an address of its own.)
if grep -n '://' requirements/*.txt || grep -n '"resolved"' package-lock.json; then
    echo "The lines above name a registry; the lock files must work with any." >&2
    exit 1
fi
