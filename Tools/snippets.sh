#!/usr/bin/env bash
# Writes what CPython 3.11 prints for each program of Tests/Snippets beside it. PYTHON names the interpreter.
set -euo pipefail
cd "$(dirname "$0")/../Tests/Snippets"
python=${PYTHON:-python3}
version=$("$python" -c 'import sys; print(sys.implementation.name, "%d.%d" % sys.version_info[:2])')
if [ "$version" != "cpython 3.11" ]; then
  echo "snippets: '$python' is $version; set PYTHON to a CPython 3.11" >&2
  exit 1
fi
for program in *.skill; do
  PYTHONIOENCODING=utf-8 "$python" "$program" >"${program%.skill}.out"
done
echo "snippets: $(ls ./*.skill | wc -l) programs recorded"
