// SPDX-License-Identifier: MIT
import type { Files } from "../machine/doors.ts";
import { parseStat } from "../machine/proc-parsing.ts";
import type { ProcessKey } from "../machine/processes.ts";
import { absent, type RawText, type Reading, value } from "../machine/reading.ts";
import { encodeFreeze, FROZEN, type FreezeContext, RUNNING, showFreeze } from "./freeze-values.ts";
import type { HeldApp } from "./held-apps.ts";
import type { Setting } from "./knob.ts";
import { ENTER, RESTORE } from "./ranks.ts";

interface HeldProcess extends HeldApp {
  readonly process: ProcessKey;
}

/** A process that shares its control group with strangers, as a setting: it is stopped and goes on by signals. */
export function frozenProcess({ machine, clear, watched }: FreezeContext, { id, app, process, said }: HeldProcess): Setting {
  const { files, caller } = machine;
  const isForeign = caller.uid !== 0 && app !== null && app.uid !== caller.uid;
  return {
    id,
    knob: "app.freeze",
    place: `${app?.title ?? "process"} ${process.pid}`,
    lasts: "boot",
    enterRank: ENTER.freeze,
    restoreRank: () => RESTORE.thaw,
    read: async () => stateOf(files, process),
    encode: (wish, original) => encodeFreeze(said(wish), original, watched),
    ways: [
      {
        kind: "signal",
        name: "signal",
        process,
        signal: (raw) => (raw === FROZEN ? "SIGSTOP" : "SIGCONT"),
        ...(isForeign ? { closed: true } : {}),
      },
    ],
    show: showFreeze,
    standsAlone: true,
    mortal: true,
    alwaysBack: true,
    refusals: async (to) => (to === FROZEN ? clear(machine, { pids: [process], cgroup: null, unit: null }, "freeze") : []),
  };
}

/** proc_pid_stat(5): stopped by a signal; dead or a zombie. */
const STOPPED = "T";
const DEAD: ReadonlySet<string> = new Set(["Z", "X", "x"]);

function stateOf(files: Files, { pid, startTicks }: ProcessKey): Reading<RawText> {
  const text = files.read(`/proc/${pid}/stat`);
  // One that ends between opening and reading answers ESRCH.
  if (text.kind !== "value") return text.kind === "error" && text.code !== "ESRCH" ? text : absent;
  const bytes = Buffer.from(text.value);
  const stat = parseStat(bytes, bytes.length);
  if (stat?.startTicks !== startTicks || DEAD.has(stat.state)) return absent;
  return value(stat.state === STOPPED ? FROZEN : RUNNING);
}
