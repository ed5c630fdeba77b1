#!/usr/bin/env bash
# Fuzzes with libFuzzer: each target for FUZZ_SECONDS, two at a time, from the kept inputs, the programs and the sources of
# the golden files; the target `module` from the kept modules. What breaks something lies in out/fuzz/ afterwards; put it
# into Fuzz/Corpus/ with its mend. Where instructions have changed, make the kept modules anew, from small programs:
# .build-tests/release/skillet-fuzz --modules Fuzz/Corpus FILE…
set -euo pipefail
cd "$(dirname "$0")/.."
readonly seconds=${FUZZ_SECONDS:-420}
readonly work=.build-fuzz/inputs modules=.build-fuzz/modules out=out/fuzz
mkdir -p "$work" "$modules" "$out"

swift build -c release --product skillet-fuzz --sanitize fuzzer -Xswiftc -DFUZZING --scratch-path .build-fuzz
cp Programs/*.skill Tests/Snippets/*.skill Fuzz/Corpus/* "$work/"
for golden in Tests/Golden/*/*.golden; do
  sed '/^=====$/,$d' "$golden" >"$work/$(basename "$golden")"
done
cp Fuzz/Corpus/*.skillc "$modules/"

# fuzz TARGET INPUTS
fuzz() {
  mkdir -p ".build-fuzz/$1"
  SWIFT_BACKTRACE=enable=no SKILLET_FUZZ=$1 .build-fuzz/release/skillet-fuzz -max_total_time="$seconds" -max_len=4096 -timeout=30 -rss_limit_mb=4096 \
    -dict=Fuzz/skill.dict -artifact_prefix="$out/$1-" -print_final_stats=1 ".build-fuzz/$1" "$2" \
    >"$out/$1.log" 2>&1 || { tail -n 30 "$out/$1.log"; echo "fuzz: $1 broke: see $out/$1.log"; return 1; }
  echo "fuzz: $1: $(sed -n 's/stat::number_of_executed_units: *//p' "$out/$1.log") inputs in $seconds s, none breaks it"
}

echo "fuzz: $seconds s for each of parser, checker, formatter, session and module"
status=0
fuzz parser "$work" & pids=($!)
fuzz checker "$work" & pids+=($!)
for pid in "${pids[@]}"; do wait "$pid" || status=1; done
fuzz formatter "$work" & pids=($!)
fuzz session "$work" & pids+=($!)
for pid in "${pids[@]}"; do wait "$pid" || status=1; done
fuzz module "$modules" || status=1
exit "$status"
