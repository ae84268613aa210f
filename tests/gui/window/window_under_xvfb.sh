#!/bin/sh
# Runs the real program on a virtual display: opens the sample (where it has been built), takes pictures in both themes and at two sizes, and
# checks that they are pictures of something. Usage: window_under_xvfb.sh MAINSIGHT BUILD_DIRECTORY
set -u
program=$1
build=$2
out=$build/artefacts
mkdir -p "$out"

command -v Xvfb > /dev/null || { echo "Xvfb is not installed: skipped"; exit 77; }
display=$(mktemp -d)
trap 'kill "$server" 2> /dev/null; rm -rf "$display"' EXIT
# Xvfb chooses a free number and tells it on descriptor 3.
Xvfb -displayfd 3 -screen 0 1680x1050x24 -nolisten tcp 3> "$display/number" > "$display/log" 2>&1 &
server=$!
i=0
while [ ! -s "$display/number" ] && [ $i -lt 100 ]; do sleep 0.1; i=$((i + 1)); done
[ -s "$display/number" ] || { echo "Xvfb did not start:"; cat "$display/log"; exit 1; }
DISPLAY=:$(cat "$display/number")
export DISPLAY QT_QPA_PLATFORM=xcb XDG_CONFIG_HOME="$display/config" XDG_DATA_HOME="$display/data"

sample=$build/share/mainsight/sample/westvale.mainsight
open=""
[ -f "$sample" ] && open=--sample
status=0
shoot() { # NAME SIZE THEME
    if ! timeout 90 "$program" --screenshot "$out/$1.png" --size "$2" --theme "$3" $open; then
        echo "$1: the program failed"
        status=1
    elif [ "$(wc -c < "$out/$1.png")" -lt 20000 ]; then
        echo "$1: the picture is all but empty"
        status=1
    else
        echo "$out/$1.png"
    fi
}
shoot window-light 1600x1000 light
shoot window-dark 1600x1000 dark
shoot window-small 1280x800 light
[ -n "$open" ] || echo "without the sample (target 'sample'): pictures of the empty window only"
exit $status
