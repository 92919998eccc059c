#!/bin/sh
# A virtual environment with this project in it: environment.sh FOLDER REQUIREMENT [PIP OPTION...]
set -eu
folder=$1
requirement=$2
shift 2

"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "actplot needs Python 3.11 or newer, and $PYTHON is $("$PYTHON" --version 2>&1);" \
        "name another one: make PYTHON=python3.12 ..." >&2
    exit 1
}
rm -rf "$folder"
# Debian's python3 comes without ensurepip; virtualenv, or a pip that can
# install into another environment, does as well.
if "$PYTHON" -c 'import ensurepip' 2>/dev/null; then
    "$PYTHON" -m venv "$folder"
    pip="$folder/bin/python -m pip"
elif "$PYTHON" -c 'import virtualenv' 2>/dev/null; then
    "$PYTHON" -m virtualenv -q "$folder"
    pip="$folder/bin/python -m pip"
elif "$PYTHON" -c 'import pip' 2>/dev/null; then
    "$PYTHON" -m venv --without-pip "$folder"
    pip="$PYTHON -m pip --python $folder/bin/python"
else
    echo "$PYTHON has neither ensurepip nor virtualenv nor pip;" \
        "on Debian and Ubuntu: apt install python3-venv" >&2
    exit 1
fi
$pip install --quiet --disable-pip-version-check --editable "$requirement" "$@"
# Compiled now, whatever PYTHONDONTWRITEBYTECODE says, so that the first run is not the slow one.
"$folder/bin/python" -m compileall -q "$folder/lib" actplot >/dev/null || true
touch "$folder/ready"
