#!/bin/sh
# Fuzzes targets one after the other, and prints what each has done: run.sh PROGRAM SECONDS RUNS TARGET...
#
# What libFuzzer finds worth keeping stays in .build-fuzz/corpus for the next time; Fuzzing/Corpus is only read.
set -eu
program=$1 seconds=$2 runs=$3
shift 3
folder=$(cd "$(dirname "$0")" && pwd)
work=$(cd "$folder/.." && pwd)/.build-fuzz
mkdir -p "$work/findings"
status=0
# Places are kept only for what is found: to walk the stack at each allocation takes half of the time.
export ASAN_OPTIONS="${ASAN_OPTIONS:-malloc_context_size=0:detect_leaks=0:quarantine_size_mb=8:max_malloc_fill_size=0}"
for target in "$@"; do
    mkdir -p "$work/corpus/$target"
    log=$work/$target.log
    if ! SOWER_FUZZ_TARGET=$target "$program" -max_total_time="$seconds" -runs="$runs" -max_len="${LENGTH:-1000}" -timeout=10 \
        -rss_limit_mb=4096 -print_final_stats=1 -artifact_prefix="$work/findings/$target-" \
        "$work/corpus/$target" "$folder/Corpus/$target" > "$log" 2>&1; then
        status=1
        echo "$target: FOUND something, see $log"
        grep -E "^Fatal error|ERROR:|SUMMARY|Test unit written" "$log" | head -5
    fi
    runs_done=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    first=$(grep -oE "cov: [0-9]+ ft: [0-9]+" "$log" | head -1)
    last=$(grep -oE "cov: [0-9]+ ft: [0-9]+" "$log" | tail -1)
    echo "$target: ${runs_done:-?} executions, $first -> $last"
done
exit $status
