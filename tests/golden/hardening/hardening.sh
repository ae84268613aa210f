#!/usr/bin/env bash
# hardening.sh PROGRAM...: each lies anywhere in memory, has its tables written once and then closed, no stack that can be run, guarded stacks and checked copies.
set -euo pipefail
failed=0
for program in "$@"; do
  facts=$(readelf --wide --file-header --program-headers --dynamic "$program")
  symbols=$(readelf --wide --dyn-syms "$program")
  must() { grep -qE -- "$2" <<<"$3" || { echo "hardening: $program: no $1"; failed=1; }; }
  must "position independence" 'Type: +DYN' "$facts"
  must "read-only tables (relro)" GNU_RELRO "$facts"
  must "binding at the start" 'BIND_NOW|FLAGS.*NOW' "$facts"
  must "stack that cannot be run" 'GNU_STACK.* RW +0x' "$facts"
  must "guarded stacks" __stack_chk_fail "$symbols"
  must "checked copies" '__[a-z]+_chk' "$symbols"
done
exit "$failed"
