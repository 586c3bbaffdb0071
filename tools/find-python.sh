#!/bin/sh
# Prints the path of a Python that can hold this project's environment.
#
# Looks on the PATH, then among pyenv's versions, then fetches one with uv into .cache/.
# A candidate counts only if it runs and says so itself: on a machine with pyenv,
# `python3.12` may be a shim that exists and fails, and Debian ships a Python whose
# venv module cannot install pip.
set -eu
cd "$(dirname "$0")/.."

# pyodide-lock needs 3.12. Not every pinned package has wheels for 3.15 yet, and building
# them would need a compiler.
fits='
import sys
import ensurepip, ssl, venv
if (3, 12) <= sys.version_info[:2] < (3, 15) and sys.implementation.name == "cpython":
    print(sys.executable)
'

# Prints the real path of the Python given, or nothing where it does not fit.
check() {
    "$1" -c "$fits" 2>/dev/null </dev/null || true
}

for name in python3.14 python3.13 python3.12 python3 python; do
    found=$(check "$name")
    if [ -n "$found" ]; then
        printf '%s\n' "$found"
        exit 0
    fi
done

versions=${PYENV_ROOT:-${HOME:-}/.pyenv}/versions
if [ -d "$versions" ]; then
    found=$(
        cd "$versions"
        ls -d 3.* 2>/dev/null | sort -t . -k 1,1nr -k 2,2nr -k 3,3nr | while read -r version; do
            path=$(check "$versions/$version/bin/python")
            if [ -n "$path" ]; then
                printf '%s\n' "$path"
                break
            fi
        done
    )
    if [ -n "$found" ]; then
        printf '%s\n' "$found"
        exit 0
    fi
fi

echo "==> No Python 3.12, 3.13 or 3.14 here: fetching 3.13 into .cache/python (about 35 MB)" >&2
uv=$(sh tools/uv.sh)
UV_PYTHON_INSTALL_DIR=$PWD/.cache/python
export UV_PYTHON_INSTALL_DIR
if "$uv" --no-config python install --no-bin 3.13 >&2 </dev/null; then
    found=$("$uv" --no-config python find --managed-python --no-project 3.13 2>/dev/null) || found=
    if [ -n "$found" ] && [ -n "$(check "$found")" ]; then
        printf '%s\n' "$found"
        exit 0
    fi
fi
echo "No Python 3.12, 3.13 or 3.14 was found and none could be fetched: install one of them" \
    "(with its venv module), then run make again." >&2
exit 1
