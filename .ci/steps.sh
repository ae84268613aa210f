# The steps of .ci/run that are more than one command.

# step NAME COMMAND...: runs it, says how long it took, ends the run when it fails.
step() {
  local name=$1 begin=$SECONDS
  shift
  echo "ci: $name ..."
  if ! "$@"; then
    echo "ci: FAILED: $name"
    exit 1
  fi
  echo "ci: $name: $((SECONDS - begin)) s"
}

# Every tracked C++ file is as clang-format with .clang-format would write it.
check_formatting() {
  git ls-files -z '*.cpp' '*.h' | xargs -0 clang-format --dry-run --Werror
}

# build_preset PRESET [TARGET...]: configures and builds, quiet unless it fails.
build_preset() {
  local preset=$1
  shift
  if ! { cmake --preset "$preset" && cmake --build "build/$preset" --parallel "$jobs" ${*:+--target "$@"}; } >"build/$preset.log" 2>&1; then
    grep -E 'error|warning|FAILED' "build/$preset.log" | head -n 40
    tail -n 20 "build/$preset.log"
    return 1
  fi
}
