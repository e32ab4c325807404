// SPDX-License-Identifier: MIT
import type { Profile } from "../profile/profile.ts";
import type { Context } from "./context.ts";
import type { Goal } from "./engine.ts";
import type { Journal } from "./journal.ts";
import type { Session, Tally } from "./journal-line.ts";
import { startOfSession } from "./last-session.ts";
import { currentBoot } from "./load-journal.ts";

/** What holds for all entries from now on: a switch goes on with the session before it, putting back ends it. */
export function sessionFor({ machine }: Context, goal: Goal, before: Journal | null): Session {
  if (goal.profile === null && before !== null) return ending(goal, before);
  const profile = goal.profile ?? NO_PROFILE;
  const goesOn =
    before?.mode === "on"
      ? { sinceMs: before.sinceMs, start: before.start }
      : { sinceMs: machine.clock.now(), start: startOfSession(machine.files) };
  return { mode: "on", profile, bootId: currentBoot(machine.files), leave: goal.leave, ...goesOn };
}

/** What was told when the ending began counts until it is done, unless it is told anew. */
function ending({ record }: Goal, { entries, ...session }: Journal): Session {
  const untold: Tally = { sleepMs: null, sleepLostWh: null, changes: session.mode === "on" ? changesIn(entries) : null };
  return { ...session, mode: "ending", tally: { ...(session.tally ?? untold), ...record } };
}

const changesIn = (entries: Journal["entries"]): number =>
  entries.filter(({ role, original, value }) => role === "turned" && original !== value).length;

const NO_PROFILE: Profile = { name: "none", title: "", onCharger: "all", wishes: {}, source: "" };
