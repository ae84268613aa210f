#!/bin/bash
# Mouse and keyboard for used.sh: takes a wish from FOLDER/wish, carries it out with xdotool on display :77, answers. Ends with who started it.
#   window TEXT    waits until a window with TEXT in its title is on the screen
#   key KEYS       presses keys in the topmost window
export DISPLAY=:77
cd "$1" || exit 1
title=
while :; do
  if [ -e wish ]; then
    read -r verb what <wish
    rm wish
    status=0
    case $verb in
      window) title=$what; timeout 90 xdotool search --sync --onlyvisible --name "$what" >answer 2>&1 || status=1; sleep 3 ;;
      key)
        # No window manager gives the focus: it goes to the latest window of the program.
        id=$(xdotool search --onlyvisible --class mainsight | tail -n 1)
        { xdotool windowfocus --sync "$id" && xdotool key "$what"; } >answer 2>&1 || status=1 ;;
    esac
    echo "$status" >done.part && mv done.part done
  fi
  sleep 0.1
done
