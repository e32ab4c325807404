// SPDX-License-Identifier: MIT
import type { ByHand, SettingStatus } from "../../engine/engine.ts";
import type { ChangeResult, Report } from "../../engine/report.ts";
import type { Switched } from "../../forecast/measuring/weak-saving.ts";
import { setText, WHOLE_PROFILE } from "../../forecast/savings.ts";
import { type KnobId, SAVED, type Wish } from "../../knobs/knob.ts";
import type { Profile } from "../../profile/profile.ts";
import type { Standing } from "../wishes/claims.ts";

/** What a switch says something of: a wish that began, or ended. null: of nothing, as more than one thing changed, or it was not as it is without. */
export type WhatWasSwitched = Pick<Switched, "knob" | "wish" | "isEnding"> | null;

/** One switch from what was in force to what is since then; null: not known. */
export interface Turn {
  readonly report: Pick<Report, "results" | "skips">;
  readonly before: Standing | null;
  readonly since: Standing | null;
}

/** What has moved in truth. */
export const movedIn = ({ results }: Pick<Report, "results">): readonly ChangeResult[] =>
  results.filter(({ outcome, from, to }) => (outcome === "applied" || outcome === "clamped") && from !== to);

/** A wish for one knob, or all that a profile wishes, that was begun where there was none before; or the same the other way round. */
export function whatWasSwitched({ report, before, since }: Turn): WhatWasSwitched {
  const moved = movedIn(report);
  if (before === null || since === null) return null;
  if (moved.every(({ kind }) => kind === "apply")) return begun(moved, { with: since, without: before });
  // What the user had changed meanwhile has not come back: less ends than began.
  const isWhole = report.skips.every(({ kind }) => kind !== "yours") && moved.every(({ kind }) => kind === "put back");
  const ended = isWhole ? begun(moved, { with: before, without: since }) : null;
  return ended === null ? null : { ...ended, isEnding: true };
}

interface Sides {
  readonly with: Standing;
  readonly without: Standing;
}

function begun(moved: readonly ChangeResult[], sides: Sides): WhatWasSwitched {
  const knobs = [...new Set(moved.map(({ knob }) => knob))];
  const [knob] = knobs;
  if (knob !== undefined && knobs.length === 1) return ofKnob(knob, sides);
  const { winner, profile } = sides.with;
  // What a journey saves beyond its profile bears the same name, and is now this, now that.
  if (profile === null || sides.without.profile !== null || winner === "trip") return null;
  return { knob: WHOLE_PROFILE, wish: profile.name, isEnding: false };
}

/** Against the knob as it was without any wish; from a milder wish to a stricter one says less. */
function ofKnob(knob: KnobId, sides: Sides): WhatWasSwitched {
  const isNew = sides.without.profile?.wishes[knob] === undefined;
  return isNew ? ofWish(knob, sides.with.profile?.wishes[knob]) : null;
}

/** Of several alternatives it is not known which was taken. */
const ofWish = (knob: KnobId, wish: Wish | undefined): WhatWasSwitched =>
  wish?.length === 1 ? { knob, wish: setText(wish), isEnding: false } : null;

/** What the hand has found there: the profile in force, and how the knob's settings stood under it. */
export interface Found {
  readonly profile: Profile | null;
  readonly settings: readonly Pick<SettingStatus, "knob" | "owner">[];
}

/**
 * What one knob says that was turned by hand: its new value, where nothing had turned it before; or the profile's wish, where the hand took it back to
 * the saved value. From one value to another, of which neither is that without saving, says nothing.
 */
export function whatTheHandSwitched(
  { knob, wish }: Pick<ByHand, "knob" | "wish">,
  { profile, settings }: Found,
): WhatWasSwitched {
  const held = settings.filter((setting) => setting.knob === knob);
  if (wish[0] !== SAVED) return held.length === 0 ? ofWish(knob, wish) : null;
  const isProfiles = held.length > 0 && held.every(({ owner }) => owner === "ours");
  const ended = isProfiles ? ofWish(knob, profile?.wishes[knob]) : null;
  return ended === null ? null : { ...ended, isEnding: true };
}
