// SPDX-License-Identifier: MIT
import type { Happening } from "../keeper/client/watch-travel.ts";
import { clean } from "../text/display-width.ts";
import { type Step, step } from "./events.ts";
import { withEntry } from "./log-entries.ts";
import { reportEntry } from "./sentences.ts";
import type { LogEntry, State } from "./state.ts";

/**
 * What came by the bus: told in the log where it is news, and a reason to look again. Without travel mode keepers come and go with every question,
 * ours among them; and who rests looks when somebody is there again.
 */
export function happened(state: State, happening: Happening): Step {
  const entry = entryOf(state, happening);
  const told = entry === null ? state : withEntry(state, entry);
  if (state.resting || state.frozen || (happening.kind === "keeper" && state.seen?.mode !== "on")) return step(told);
  if (happening.kind === "power") return step(told, { kind: "read", cause: "power" });
  return step({ ...told, plans: {} }, { kind: "read", cause: "event" });
}

function entryOf({ seen, nowMs: atMs }: State, happening: Happening): LogEntry | null {
  switch (happening.kind) {
    case "report":
      return reportEntry(happening.report, atMs);
    case "notice":
      return { atMs, kind: "news", sentence: clean(happening.sentence) };
    case "keeper":
      return seen?.mode !== "on"
        ? null
        : { atMs, kind: "news", sentence: KEEPERS[happening.where][happening.there ? "came" : "went"] };
    case "bus":
      return { atMs, kind: happening.there ? "news" : "trouble", sentence: happening.there ? BUS_BACK : BUS_GONE };
    default:
      return null;
  }
}

const KEEPERS = {
  system: { came: "The keeper of this computer is there.", went: "The keeper of this computer has left." },
  user: { came: "Your own keeper is there.", went: "Your own keeper has left." },
} as const;

const BUS_GONE = "The system bus is gone: what hangs on it can be seen, but not turned, until it is back.";
const BUS_BACK = "The system bus is back.";
