#!/bin/sh
# Runs every command of the help's page on the command line as it stands there, on the files of the sample town.
# Usage: help_commands.sh PAGE.md FOLDER_OF_PROGRAMS DATA_OF_THE_SAMPLE NETWORK.inp
set -u
page=$1
PATH=$2:$PATH
[ -d "$3/loggers" ] || { echo "the sample is not built here: skipped"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -r "$3/loggers" "$3/sensors.csv" "$3/repairs.csv" "$folder"
cp "$4" "$folder/town.inp"
grep '^    mainsight-cli ' "$page" > "$folder/commands"
cd "$folder" || exit 1
count=0
while read -r line; do
    echo "$line"
    QT_QPA_PLATFORM=offscreen sh -c "$line" > said 2>&1 < /dev/null || { cat said; exit 1; }
    count=$((count + 1))
done < commands
[ "$count" -ge 6 ] || { echo "only $count commands found"; exit 1; }
[ -s for-the-crew.zip ] && [ -s run.json ] || { echo "a command wrote nothing"; exit 1; }
