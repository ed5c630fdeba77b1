#!/usr/bin/env bash
# Fuzzes the front end with libFuzzer: each target for FUZZ_SECONDS, two at a time, from the kept inputs, the programs and the
# sources of the golden files. What breaks something lies in out/fuzz/ afterwards; put it into Fuzz/Corpus/ with its mend.
set -euo pipefail
cd "$(dirname "$0")/.."
readonly seconds=${FUZZ_SECONDS:-420}
readonly work=.build-fuzz/inputs out=out/fuzz
mkdir -p "$work" "$out"

swift build -c release --product skillet-fuzz --sanitize fuzzer -Xswiftc -DFUZZING --scratch-path .build-fuzz
cp Programs/*.skill Tests/Snippets/*.skill Fuzz/Corpus/* "$work/"
for golden in Tests/Golden/*/*.golden; do
  sed '/^=====$/,$d' "$golden" >"$work/$(basename "$golden")"
done

# fuzz TARGET
fuzz() {
  mkdir -p ".build-fuzz/$1"
  SWIFT_BACKTRACE=enable=no SKILLET_FUZZ=$1 .build-fuzz/release/skillet-fuzz -max_total_time="$seconds" -max_len=4096 -timeout=30 -rss_limit_mb=4096 \
    -dict=Fuzz/skill.dict -artifact_prefix="$out/$1-" -print_final_stats=1 ".build-fuzz/$1" "$work" \
    >"$out/$1.log" 2>&1 || { tail -n 30 "$out/$1.log"; echo "fuzz: $1 broke: see $out/$1.log"; return 1; }
  echo "fuzz: $1: $(sed -n 's/stat::number_of_executed_units: *//p' "$out/$1.log") inputs in $seconds s, none breaks it"
}

echo "fuzz: $seconds s for each of parser, checker, formatter and session"
fuzz parser & pids=($!)
fuzz checker & pids+=($!)
status=0
for pid in "${pids[@]}"; do wait "$pid" || status=1; done
fuzz formatter & pids=($!)
fuzz session & pids+=($!)
for pid in "${pids[@]}"; do wait "$pid" || status=1; done
exit "$status"
