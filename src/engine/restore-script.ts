// SPDX-License-Identifier: MIT
import type { Entry } from "./entry.ts";
import type { Journal } from "./journal.ts";

/**
 * A way back without us: POSIX sh that puts every file value back, in the right order and by the same three-way rule,
 * and prints the commands for what belongs to a service. `$TRAVELMODE_ROOT` stands before each path (a tree to try it on).
 */
export function restoreScript(journal: Journal): string {
  const entries = journal.entries.toSorted((a, b) => a.restoreRank - b.restoreRank);
  const files = entries.flatMap((entry) => (entry.undo.kind === "file" ? [{ entry, path: entry.undo.path }] : []));
  const commands = entries.flatMap((entry) => commandLines(entry));
  return [
    HEAD,
    `boot=${quote(journal.bootId)}`,
    FUNCTIONS,
    "# 1. Whose is each value? Decided before the first write, as one write may move others.",
    ...files.map(({ entry, path }, index) => `judge ${index} ${[path, entry.lasts, ...judgement(entry)].map(quote).join(" ")}`),
    "# 2. Put back what is ours; twice, as one write may move others.",
    "for round in 1 2; do :",
    ...files.map(({ entry, path }, index) => `put ${index} ${quote(path)} ${quote(goal(entry))}`),
    "done",
    ...files.map(({ path }, index) => `check ${index} ${quote(path)} ${quote(goal(files[index]?.entry))}`),
    ...commands,
    'exit "$failed"',
    "",
  ].join("\n");
}

const HEAD = `#!/bin/sh
# Written by travelmode: puts back the settings it has changed, without travelmode. Run it as the user who switched it on
# (root: sudo sh restore.sh). It is safe to run it twice.
root=\${TRAVELMODE_ROOT-}
failed=0`;

const FUNCTIONS = `now=$(cat "$root/proc/sys/kernel/random/boot_id" 2>/dev/null)
judge() { # NUMBER PATH boot|kept any|settled VALUE; sets ours_NUMBER
  eval "ours_$1=no"
  if [ "$3" = boot ] && [ "$now" != "$boot" ]; then return; fi
  if [ ! -e "$root$2" ]; then echo "not there now: $2"; failed=1; return; fi
  if [ "$4" != any ] && [ "$(cat "$root$2")" != "$5" ]; then return; fi
  eval "ours_$1=yes"
}
put() { # NUMBER PATH VALUE
  eval "[ \\"\\$ours_$1\\" = yes ]" || return 0
  [ "$(cat "$root$2")" = "$3" ] && return 0
  printf '%s\\n' "$3" 2>/dev/null >"$root$2"
}
check() { # NUMBER PATH VALUE
  eval "[ \\"\\$ours_$1\\" = yes ]" || return 0
  [ "$(cat "$root$2")" = "$3" ] && return 0
  echo "not put back: $2 is $(cat "$root$2"), was $3"
  failed=1
}`;

/** What is intended is ours (or, if it is the user's, its own goal) whatever is found; what has settled only as it settled. */
function judgement({ state, value }: Entry): readonly [string, string] {
  return state === "intended" ? ["any", ""] : ["settled", value];
}

const goal = (entry: Entry | undefined): string =>
  entry === undefined ? "" : entry.owner === "yours" ? entry.value : entry.original;

function commandLines({ label, owner, undo }: Entry): readonly string[] {
  if (undo.kind === "file" || owner === "yours" || undo.argv.length === 0) return [];
  return [`echo ${quote(`${label}: ${undo.argv.map(quoteIfNeeded).join(" ")}`)}`];
}

const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const quoteIfNeeded = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : quote(word));
