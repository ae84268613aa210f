# Sourced by installer/start, tests/run and .ci/run: an environment in which builds and tests do not depend on who calls them.
mkdir -p build
export LANG=C.UTF-8 LC_ALL=C.UTF-8
jobs=${MAINSIGHT_JOBS:-$(nproc)}
# Qt wants a private folder for sockets; there is none without a login session.
if [ -z "${XDG_RUNTIME_DIR:-}" ] || [ ! -w "${XDG_RUNTIME_DIR:-/nonexistent}" ]; then
  XDG_RUNTIME_DIR=$(realpath build)/runtime
  mkdir -p "$XDG_RUNTIME_DIR"
  chmod 700 "$XDG_RUNTIME_DIR"
  export XDG_RUNTIME_DIR
fi
