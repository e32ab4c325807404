// SPDX-License-Identifier: MIT
import type { Profile } from "../profile/profile.ts";
import type { Context } from "./context.ts";
import type { Goal } from "./engine.ts";
import type { Session } from "./journal-line.ts";
import { startOfSession } from "./last-session.ts";
import { currentBoot } from "./load-journal.ts";

/** What holds for all entries from now on: a switch goes on with the session before it, putting back ends it. */
export function sessionFor({ machine }: Context, goal: Goal, before: Session | null): Session {
  if (goal.profile === null && before !== null) return { ...before, mode: "ending" };
  const profile = goal.profile ?? NO_PROFILE;
  const goesOn =
    before?.mode === "on"
      ? { sinceMs: before.sinceMs, start: before.start }
      : { sinceMs: machine.clock.now(), start: startOfSession(machine.files) };
  return { mode: "on", profile, bootId: currentBoot(machine.files), leave: goal.leave, ...goesOn };
}

const NO_PROFILE: Profile = { name: "none", title: "", onCharger: "all", wishes: {}, source: "" };
