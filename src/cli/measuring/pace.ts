// SPDX-License-Identifier: MIT
import { hastenedClock } from "../../machine/hastened-clock.ts";
import type { Session } from "../session.ts";

/** How time passes for a measurement. */
export interface Pace {
  readonly session: Session;
  /** What is found counts. */
  readonly isKept: boolean;
}

/** Set by tests on virtual laptops alone, whose battery drains so many times as fast. */
const TEST_TIMES = "TRAVELMODE_TEST_TIMES";

/** As time passes; where a test has it run faster, that is told, and nothing is kept. */
export function paceOf(session: Session): Pace {
  const { laptop, caller, terminal } = session;
  const times = Number(caller.env[TEST_TIMES] ?? 1);
  if (!(times > 1 && times <= 1000)) return { session, isKept: true };
  terminal.err(`Time is taken to run ${times} times as fast, for a test: nothing that is found counts, and nothing is kept.`);
  const machine = { ...laptop.machine, clock: hastenedClock(laptop.machine.clock, times) };
  return { session: { ...session, laptop: { ...laptop, machine } }, isKept: false };
}
