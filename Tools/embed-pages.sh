#!/bin/sh
# Writes a Swift file that holds the text of pages: embed-pages.sh OUTPUT.swift PAGE.md...
set -eu
output=$1
shift
{
  echo '/// The pages in Documentation/Diagnostics, by code.'
  echo 'enum PageSources {'
  echo '  static let all: [String] = ['
  for page in "$@"; do
    echo '    ###"""'
    sed 's/^./    &/' "$page"
    echo '    """###,'
  done
  echo '  ]'
  echo '}'
} >"$output"
