#!/bin/bash
# Runs in a fresh Debian 12 that holds /mainsight.deb: installs it, uses it as an ordinary user would, removes it. Called by tests/package/check.
set -euo pipefail
say() { echo "package: $*" >&2; }
fail() { say "FAILED: $*"; exit 1; }

apt-get -q update >/var/log/apt.out 2>&1 && apt-get -qy install --no-install-recommends xvfb >>/var/log/apt.out 2>&1 || { tail /var/log/apt.out; fail "Xvfb"; }
before=$(find / -xdev \( -path /proc -o -path /sys -o -path /dev \) -prune -o -ipath '*mainsight*' -print | sort)
begin=$SECONDS
apt-get -qy install --no-install-recommends /mainsight.deb >>/var/log/apt.out 2>&1 || { tail -n 30 /var/log/apt.out; fail "apt-get install"; }
say "installed with $(apt-get -qy --dry-run autoremove mainsight 2>/dev/null | grep -c '^Remv') packages in $((SECONDS - begin)) s"

# What the desktop knows of it.
grep -qx '50:application/x-mainsight:\*.mainsight' /usr/share/mime/globs2 || fail "the MIME type is not known"
entry=/usr/share/applications/mainsight.desktop
start=$(sed -n 's/^Exec=//p' "$entry")
grep -qx 'MimeType=application/x-mainsight;' "$entry" || fail "nothing opens a project"
for page in mainsight mainsight-cli mainsight-worker mainsight-export; do
  zcat "/usr/share/man/man1/$page.1.gz" | grep -q . || fail "no manual page $page"
done
bash -c '. /usr/share/bash-completion/completions/mainsight-cli && complete -p mainsight-cli' >/dev/null || fail "completion of bash"
[ -s /usr/share/zsh/vendor-completions/_mainsight-cli ] && [ -s /usr/share/fish/vendor_completions.d/mainsight-cli.fish ] || fail "completions of zsh and fish"
for language in en de; do
  [ -s "/usr/share/doc/mainsight/mainsight-help-$language.pdf" ] || fail "no PDF of the help ($language)"
  [ "$(find "/usr/share/mainsight/help/$language" -name '*.png' | wc -l)" -eq 6 ] || fail "not six pictures of the help ($language)"
done

useradd --create-home user
as_user() { su -l user -c "export DISPLAY=:77 LC_ALL=C.UTF-8; $1"; }
Xvfb :77 -screen 0 1680x1050x24 -nolisten tcp >/var/log/xvfb 2>&1 &
screen=$!
trap 'kill "$screen" 2>/dev/null || true' EXIT
for _ in $(seq 100); do [ -e /tmp/.X11-unix/X77 ] && break; sleep 0.1; done

# hands COMMAND...: something is done with mouse and keyboard (hands.sh, outside); its answer is printed.
hands() {
  echo "$*" >/hands/wish.part && mv /hands/wish.part /hands/wish
  for _ in $(seq 1200); do
    [ -e /hands/done ] && { cat /hands/answer; rm -f /hands/answer; mv /hands/done /hands/last; [ "$(cat /hands/last)" = 0 ]; return; }
    sleep 0.1
  done
  return 1
}

say "the menu's command: ${start/ %f/}"
as_user "${start/ %f/}" >/var/log/menu 2>&1 &
hands window Mainsight || { cat /var/log/menu; fail "the window did not come up"; }
hands key ctrl+q || fail "the window cannot be asked to close"
wait $! || { cat /var/log/menu; fail "the window ended with an error"; }

say "a double click on the sample: ${start/\%f/town.mainsight}"
as_user "cp /usr/share/mainsight/sample/westvale.mainsight town.mainsight && mainsight-cli export town.mainsight --format record --out before.json"
as_user "${start/\%f/town.mainsight}" >/var/log/click 2>&1 &
window=$!
hands window town || { cat /var/log/click; fail "the project was not opened"; }
hands key ctrl+Return || fail "the run's dialog"
sleep 5
hands key Return || fail "the run"
for _ in $(seq 120); do
  as_user "mainsight-cli --quiet export town.mainsight --format record --out after.json && ! cmp -s before.json after.json" && break
  sleep 2
done
as_user "! cmp -s before.json after.json" || { cat /var/log/click; fail "no analysis was finished in the window"; }
hands key ctrl+q || fail "the window cannot be asked to close"
wait "$window" || { cat /var/log/click; fail "the window ended with an error"; }
[ "$(as_user "mainsight-cli events town.mainsight --format csv" | wc -l)" -ge 4 ] || fail "no events"
as_user "mainsight-cli --quiet export town.mainsight --event all --format pack --out pack.zip && [ -s pack.zip ]" || fail "no map pack"
say "analysed in the window, pack of $(stat -c %s /home/user/pack.zip) bytes"

apt-get -qy purge mainsight >>/var/log/apt.out 2>&1 || fail "apt-get purge"
apt-get -qy autoremove --purge >>/var/log/apt.out 2>&1
left=$(find / -xdev \( -path /proc -o -path /sys -o -path /dev -o -path /home/user \) -prune -o -ipath '*mainsight*' -print | sort)
[ "$left" = "$before" ] || fail "left behind: $(comm -13 <(echo "$before") <(echo "$left") | tr '\n' ' ')"
! grep -qs x-mainsight /usr/share/mime/globs2 || fail "the MIME type is still there"
[ -s /home/user/town.mainsight ] || fail "the user's own project is gone"
