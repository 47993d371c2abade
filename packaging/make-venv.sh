#!/usr/bin/env bash
# Makes the virtual environment $1 with the newest Python at hand, and the pip that is pinned.
set -euo pipefail
venv=$1

new_enough() { "$1" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

if ! [ -x "$venv/bin/python" ]; then
    for python in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        new_enough "$python" && break
        python=
    done
    if [ -z "$python" ]; then
        echo "Minus One needs Python 3.11 or newer (with its venv module): none was found." >&2
        exit 1
    fi
    echo "Making a virtual environment with $("$python" --version) ..."
    "$python" -m venv "$venv"
fi
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    --constraint constraints.txt --upgrade pip
