// SPDX-License-Identifier: MIT
import type { SettingStatus } from "../../engine/engine.ts";
import type { Plan } from "../../engine/report.ts";
import { joined, type KnownSaving, savingOf } from "../../forecast/savings.ts";
import { ladder } from "../../forecast/trip/ladder.ts";
import type { KnobId, Wish } from "../../knobs/knob.ts";
import type { Profile } from "../../profile/profile.ts";
import type { Course } from "../course.ts";
import { readSavings } from "../savings/savings-store.ts";
import type { TripWish } from "../wishes/wishes.ts";
import type { Ladder } from "./trip.ts";
import { stepsBeyond, type TripStep } from "./trip-steps.ts";

/**
 * The ladder of this machine as it is now: steps that go beyond the trip's profile, that this machine can do and that are not the user's, with what
 * they were found to save here. `afresh`: the trip is just typed, so what was the user's is not any more.
 */
export async function ladderHere(course: Course, trip: TripWish, { afresh = false } = {}): Promise<Ladder> {
  const savings = joined<KnownSaving>([...readSavings(course.parts.folder), ...trip.savings]);
  const steps = await possible(course, trip, { steps: stepsBeyond(trip), afresh });
  return ladder(steps.map(({ why: _, ...step }) => ({ ...step, savedW: savingOf(savings, step.knob, step.wish) })));
}

interface Wanted {
  readonly steps: readonly TripStep[];
  readonly afresh: boolean;
}

/** A knob has a mild wish and stricter ones; the machine is asked about all mild ones at once, then about all next ones. */
async function possible({ parts }: Course, trip: TripWish, { steps, afresh }: Wanted): Promise<readonly TripStep[]> {
  const leave = [...trip.leave, ...parts.config().leave];
  const ours = oursAmong((await parts.engine.status()).settings);
  const found: TripStep[] = [];
  for (const level of levelsOf(steps)) {
    const profile: Profile = { ...trip.profile, wishes: { ...trip.profile.wishes, ...wishesOf(level) } };
    const plan = await parts.engine.plan({ profile, reason: "trip", afresh, leave, evenIfUsed: [] });
    found.push(...level.filter(({ knob }) => turns(plan, knob, ours)));
  }
  return steps.filter((step) => found.includes(step));
}

const oursAmong = (settings: readonly SettingStatus[]): ReadonlySet<KnobId> =>
  new Set(settings.filter(({ owner, role }) => owner === "ours" && role === "turned").map(({ knob }) => knob));

/** What is as wished already has to be our doing to be a saving. */
const turns = ({ changes, skips }: Plan, knob: KnobId, ours: ReadonlySet<KnobId>): boolean =>
  changes.some((change) => change.knob === knob && change.kind === "apply") ||
  (ours.has(knob) && skips.some((skip) => skip.knob === knob && skip.kind === "same"));

/** The first wish of each knob, then the second of each that has one, and so on. */
function levelsOf(steps: readonly TripStep[]): readonly (readonly TripStep[])[] {
  const levels: TripStep[][] = [];
  for (const step of steps) {
    const level = steps.slice(0, steps.indexOf(step)).filter(({ knob }) => knob === step.knob).length;
    const others = levels[level] ?? [];
    others.push(step);
    levels[level] = others;
  }
  return levels;
}

/** What is wished by these, of a knob the last. */
export const wishesOf = (steps: readonly Pick<TripStep, "knob" | "wish">[]): Readonly<Record<KnobId, Wish>> =>
  Object.fromEntries(steps.map(({ knob, wish }) => [knob, wish]));
