// SPDX-License-Identifier: MIT
import type { Happening } from "../keeper/watch-travel.ts";
import { clean } from "../text/display-width.ts";
import { type Step, step } from "./events.ts";
import { withEntry } from "./log-entries.ts";
import { reportEntry } from "./sentences.ts";
import type { LogEntry, State } from "./state.ts";

/** What came by the bus: told in the log where it is news, and a reason to look again. */
export function happened(state: State, happening: Happening): Step {
  const entry = entryOf(state, happening);
  const told = entry === null ? state : withEntry(state, entry);
  const next = happening.kind === "power" ? told : { ...told, plans: {} };
  return step(next, { kind: "read", cause: happening.kind === "power" ? "power" : "event" });
}

function entryOf({ seen, nowMs: atMs }: State, happening: Happening): LogEntry | null {
  switch (happening.kind) {
    case "report":
      return reportEntry(happening.report, atMs);
    case "notice":
      return { atMs, kind: "news", sentence: clean(happening.sentence) };
    case "keeper":
      // Without travel mode they come and go with every question.
      if (seen?.mode !== "on") return null;
      return { atMs, kind: "news", sentence: KEEPERS[happening.where][happening.there ? "came" : "went"] };
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
