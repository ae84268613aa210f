#!/usr/bin/env bash
# Installs what Mainsight needs on Debian 12 (and its kin): nothing when everything is there, otherwise through apt, as root or by sudo.
#
#   installer/setup.sh [build|test|ci|coverage]     build: compile and run; test: also what the tests use; ci: also what .ci/run uses;
#                                                   coverage: test, and what tests/coverage counts with
#
# This is the one list of packages; CONTRIBUTING.md points here.
set -euo pipefail

build=(
  g++                    # the compiler: C++20, g++ 12 or newer
  cmake                  # 3.25 or newer
  ninja-build            # what the presets generate for
  pkg-config             # finds zstd and libarchive
  ccache                 # a second build takes seconds
  mold                   # links several times faster than ld
  git                    # to list the project's own files
  ca-certificates        # apt and git over https
  qt6-base-dev           # the window, processes, SQL, concurrency, tests
  libqt6opengl6-dev      # Qt Charts' CMake files ask for it
  libxkbcommon-dev       # Qt Gui's CMake files ask for it
  libgl-dev              # likewise
  qt6-charts-dev         # the charts
  qt6-svg-dev            # icons, and maps as SVG
  qt6-tools-dev          # Qt Linguist's CMake macros
  qt6-tools-dev-tools    # lupdate and lrelease
  qt6-l10n-tools         # lrelease's and lconvert's own package on Debian
  libqt6sql6-sqlite      # the project file, at run time
  libqt6sql6-psql        # the shared project of a team in PostgreSQL, at run time
  qt6-qpa-plugins        # platform plugins beyond xcb, the offscreen one among them
  libeigen3-dev          # matrices, sparse Cholesky
  zlib1g-dev             # .gz files
  libzstd-dev            # chunks of series in the project file
  libarchive-dev         # zip and tar archives of logger files
  libgdal-dev            # GIS files, both ways
  proj-data              # grids for EPSG:27700
  libxlsxwriter-dev      # workbooks for the planner
  libseccomp-dev         # workers give up the network and other programs
  libpq-dev              # PostgreSQL as a source of readings, and as a place for events
  doctest-dev            # tests of the folders that know no Qt (one header)
  fonts-dejavu-core      # with no font at all every letter is a box
)
test=(
  xvfb                   # a screen for the window where there is none
  xauth                  # xvfb-run asks for it
  libgl1-mesa-dri        # software OpenGL under Xvfb
  poppler-utils          # pdftotext and pdftoppm open what we exported
  gdal-bin               # ogrinfo opens what we exported
  proj-bin               # cs2cs says where exported places must lie
  chromium               # opens the exported web page, as a desk and as a phone
  python3                # the acceptance checks
  postgresql             # the tests start a server of their own
  slurmctld              # and a cluster of one machine: its controller,
  slurmd                 # its node,
  slurm-client           # srun,
  munge                  # and what they prove to each other who they are with
  procps                 # ps: the tests that kill workers find them by it
)
ci=(
  clang-format           # .ci/run checks the formatting
)
coverage=(
  clang                  # compiles with counters of the source's branches
  libclang-rt-dev        # their part of the running program
  llvm                   # llvm-profdata, llvm-cov: read them
)

case "${1:-build}" in
  build) wanted=("${build[@]}") ;;
  test) wanted=("${build[@]}" "${test[@]}") ;;
  ci) wanted=("${build[@]}" "${test[@]}" "${coverage[@]}" "${ci[@]}") ;;
  coverage) wanted=("${build[@]}" "${test[@]}" "${coverage[@]}") ;;
  *) echo "usage: $0 [build|test|ci|coverage]" >&2; exit 2 ;;
esac

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  echo "setup: no apt here; install the counterparts of these yourself: ${wanted[*]}" >&2
  exit 0
fi

installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' 2>/dev/null | sed -n 's/^installed //p')
missing=()
for package in "${wanted[@]}"; do
  grep -qxF -- "$package" <<<"$installed" || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { echo "setup: missing ${missing[*]}; become root, or install sudo" >&2; exit 1; }
  as_root=(sudo --preserve-env=DEBIAN_FRONTEND,http_proxy,https_proxy)
fi
export DEBIAN_FRONTEND=noninteractive
apt=("${as_root[@]}" apt-get -q -y -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3)
echo "setup: installing ${missing[*]}" >&2
"${apt[@]}" update >&2
"${apt[@]}" install --no-install-recommends "${missing[@]}" >&2 </dev/null
