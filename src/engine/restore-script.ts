// SPDX-License-Identifier: MIT

import { quote, quoteIfNeeded } from "../shell-words.ts";
import type { Entry, Undo } from "./entry.ts";
import type { Journal } from "./journal.ts";

/**
 * A way back without us: POSIX sh that puts every file value back, in the right order and by the same three-way rule,
 * and prints the commands for what belongs to a service. `$TRAVELMODE_ROOT` stands before each path (a tree to try it on).
 */
export function restoreScript(journal: Journal): string {
  const entries = journal.entries.toSorted((a, b) => a.restoreRank - b.restoreRank);
  const processes = entries.flatMap(({ undo }) => (undo.kind === "process" ? [undo.process] : []));
  const files = entries.flatMap(({ undo, ...entry }) => (undo.kind === "file" ? [{ ...entry, undo }] : []));
  return [
    HEAD,
    `boot=${quote(journal.bootId)}`,
    FUNCTIONS,
    ...processes.map(({ pid, startTicks }) => `go_on ${pid} ${startTicks}`),
    "# 1. Whose is each value? Decided before the first write, as one write may move others.",
    ...files.map((entry, index) => line("judge", index, [entry.undo.path, goal(entry), lastsOf(entry), ...ruleOf(entry)])),
    "# 2. Put back what is ours; twice, as one write may move others.",
    "for round in 1 2; do :",
    ...files.map((entry, index) => line("put", index, [entry.undo.path, goal(entry)])),
    "done",
    ...files.map((entry, index) => line("check", index, [entry.undo.path, goal(entry)])),
    ...entries.flatMap(commandLines),
    'exit "$failed"',
    "",
  ].join("\n");
}

const HEAD = `#!/bin/sh
# Written by travelmode: puts back the settings it has changed, without travelmode. Run it as the user who switched it on
# (root: sudo sh restore.sh). It is safe to run it twice. Lines that begin with "run:" are yours to type.
root=\${TRAVELMODE_ROOT-}
failed=0`;

const FUNCTIONS = String.raw`now=$(cat "$root/proc/sys/kernel/random/boot_id" 2>/dev/null)
judge() { # NUMBER PATH GOAL boot|kept|moves any|exact|at-most SETTLED; sets ours_NUMBER
  eval "ours_$1=no"
  if [ "$now" != "$boot" ] && [ "$4" = boot ]; then return; fi
  if [ "$now" != "$boot" ] && [ "$4" = moves ]; then echo "after the restart it may be elsewhere: $2 was $3"; failed=1; return; fi
  if [ ! -e "$root$2" ]; then echo "not there now: $2"; failed=1; return; fi
  is=$(value "$root$2")
  case $5 in
    exact) [ "$is" = "$6" ] || { left "$2" "$is" "$3"; return; } ;;
    at-most) [ "$is" -le "$6" ] 2>/dev/null || { left "$2" "$is" "$3"; return; } ;;
  esac
  eval "ours_$1=yes"
}
value() { # FILE; of "Fast [Standard]", a list of choices, the one in brackets
  text=$(cat "$1" 2>/dev/null)
  case $text in
    *\[*\]*) printf '%s\n' "$text" | sed 's/.*\[\(.*\)\].*/\1/' ;;
    *) printf '%s\n' "$text" ;;
  esac
}
left() { # PATH VALUE GOAL
  [ "$2" = "$3" ] || echo "changed meanwhile, left as it is: $1 is $2, was $3"
}
go_on() { # PID START; only the very process that was stopped
  start=$(sed -n '$s/.*) //p' "$root/proc/$1/stat" 2>/dev/null | cut -d ' ' -f 20)
  [ "$now" = "$boot" ] && [ "$start" = "$2" ] || return 0
  if [ -n "$root" ]; then echo "run: kill -CONT $1"; else kill -CONT "$1" || failed=1; fi
}
put() { # NUMBER PATH GOAL
  eval "[ \"\$ours_$1\" = yes ]" || return 0
  [ "$(value "$root$2")" = "$3" ] && return 0
  if printf '%s\n' "$3" 2>/dev/null >"$root$2"; then eval "wrote_$1=yes"; else eval "wrote_$1=no"; fi
}
check() { # NUMBER PATH GOAL; some files show another text than they take
  eval "[ \"\${wrote_$1-yes}\" = no ]" || return 0
  [ "$(value "$root$2")" = "$3" ] && return 0
  echo "not put back: $2 is $(value "$root$2"), was $3"
  failed=1
}`;

type FileEntry = Omit<Entry, "undo"> & { readonly undo: Extract<Undo, { kind: "file" }> };

const line = (command: string, index: number, words: readonly string[]): string =>
  [command, index, ...words.map(quote)].join(" ");

const lastsOf = ({ lasts, undo }: FileEntry): string => (lasts === "kept" && undo.numbered ? "moves" : lasts);

/** What is intended is ours (or, if it is the user's, its own goal) whatever is found; what has settled only as it settled. */
const ruleOf = ({ state, value, undo }: FileEntry): readonly string[] =>
  state === "intended" || undo.alwaysBack ? ["any", ""] : [undo.lowerIsOurs ? "at-most" : "exact", value];

const goal = ({ owner, value, original, undo }: FileEntry): string => (owner === "yours" && !undo.alwaysBack ? value : original);

function commandLines({ label, owner, undo }: Entry): readonly string[] {
  if (undo.kind !== "command" || owner === "yours" || undo.argv.length === 0) return [];
  return [`echo ${quote(`run: ${undo.argv.map(quoteIfNeeded).join(" ")}   # ${label}`)}`];
}
