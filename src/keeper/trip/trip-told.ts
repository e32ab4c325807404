// SPDX-License-Identifier: MIT
import type { Course } from "../course.ts";
import { type Ladder, NO_PROFILE_NAMED, type ToldStep, type TripTold } from "./trip.ts";

/** The journey under way; null for none. */
export function tripTold({ wishes: { trip }, trip: { last, ladder } }: Course): TripTold | null {
  if (trip === null) return null;
  const { goal } = trip.state;
  return {
    ...goal,
    ...{ sinceMs: trip.sinceMs, zone: trip.zone },
    profile: trip.profile.name === NO_PROFILE_NAMED.name ? null : trip.profile.name,
    verdict: last?.verdict ?? "waiting",
    outlook: last?.outlook ?? null,
    steps: (ladder ?? []).slice(1).flatMap((_, index) => stepAt(ladder ?? [], index + 1, trip.state.rung)),
  };
}

/** What a rung has that the one below it has not. */
function stepAt(ladder: Ladder, index: number, taken: number): readonly ToldStep[] {
  const below = ladder[index - 1]?.steps ?? [];
  return (ladder[index]?.steps ?? [])
    .filter((step) => !below.includes(step))
    .map(({ knob, wish, savedW }) => ({ knob, wish, taken: index <= taken, savedW }));
}
