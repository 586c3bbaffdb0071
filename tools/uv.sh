#!/bin/sh
# Prints the path of the pinned uv, which it first fetches where that is not done yet.
#
# uv gets a corner of its own in .cache/, so that it needs no environment of ours: it is
# what finds a Python when there is none to make that environment with.
set -eu
cd "$(dirname "$0")/.."

folder=.cache/uv
uv=$PWD/$folder/bin/uv

if [ -x "$uv" ] && cmp -s requirements/uv.txt "$folder/installed.txt"; then
    printf '%s\n' "$uv"
    exit 0
fi

# Any Python that still gets uv's wheels will do, since uv itself is not written in Python.
usable='import sys; sys.exit(sys.version_info < (3, 8))'
install() {
    rm -rf "$folder"
    mkdir -p "$folder"
    # A venv brings its own pip; where Debian left that out, the system's pip may do.
    if "$1" -m venv "$folder/venv" >/dev/null 2>&1; then
        pip=$folder/venv/bin/python
    elif "$1" -m pip --version >/dev/null 2>&1; then
        pip=$1
    else
        return 1
    fi
    "$pip" -m pip install -qq --disable-pip-version-check --no-input --require-hashes \
        --target "$folder" -r requirements/uv.txt >&2 </dev/null || return 1
    rm -rf "$folder/venv"
    cp requirements/uv.txt "$folder/installed.txt"
}

echo "==> Fetching uv into $folder (about 20 MB)" >&2
tried=
for python in python3 python3.14 python3.13 python3.12 python3.11 python3.10 python3.9 python3.8 \
    python "${PYENV_ROOT:-${HOME:-}/.pyenv}"/versions/3.*/bin/python; do
    "$python" -c "$usable" >/dev/null 2>&1 </dev/null || continue
    tried=$python
    if install "$python" && [ -x "$uv" ]; then
        printf '%s\n' "$uv"
        exit 0
    fi
done

if [ -z "$tried" ]; then
    echo "No Python was found: install Python 3.12, 3.13 or 3.14, then run make again." >&2
else
    echo "uv could not be fetched with the Pythons found here: install Python 3.12, 3.13 or" \
        "3.14 (on Debian and Ubuntu with python3-venv), then run make again." >&2
fi
exit 1
