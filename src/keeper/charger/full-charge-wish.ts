// SPDX-License-Identifier: MIT
import { isDeepStrictEqual } from "node:util";
import type { KnobId } from "../../knobs/knob.ts";
import type { StateFolder } from "../../machine/state-folder.ts";
import type { Profile } from "../../profile/profile.ts";
import type { Standing } from "../wishes/claims.ts";
import type { FullCharge, Wishes } from "../wishes/wishes.ts";
import type { ChargerPhase } from "./charger.ts";

/** A day and a half: whoever has not left by then is not leaving. */
export const FULL_CHARGE_MS = 36 * 3_600_000;

/** Unplugged for longer than it takes to carry the laptop to another socket. */
export const ON_BATTERY_MS = 5 * 60_000;

export const CHARGE_LIMIT: KnobId = "battery.charge-limit";

/** No profile of the user's: what the limit's own journal is told to reach. */
export const TO_FULL: Profile = {
  name: "full charge",
  title: "One full charge",
  onCharger: "nothing",
  wishes: { [CHARGE_LIMIT]: ["full"] },
  source: "",
};

/** Where the journal of the limit lies, beside that of travel mode. */
export const limitFolder = (folder: StateFolder): StateFolder => folder.below("full-charge");

/** Asked for, and again: it counts from now. On battery it waits for a charger, whose unplugging then counts. */
export const wishFullCharge = (wishes: Wishes, nowMs: number): Wishes => ({
  ...wishes,
  fullCharge: { untilMs: nowMs + FULL_CHARGE_MS, armed: false, onBatterySinceMs: null },
});

/** What feeds the machine now, as far as the full charge has to remember it. A clock that was set back lengthens nothing. */
export function fullChargeSeen(wishes: Wishes, phase: ChargerPhase, nowMs: number): Wishes {
  const { fullCharge } = wishes;
  if (fullCharge === null) return wishes;
  const untilMs = Math.min(fullCharge.untilMs, nowMs + FULL_CHARGE_MS);
  const next = { ...fullCharge, untilMs, ...fed(fullCharge, phase, nowMs) };
  return isDeepStrictEqual(next, fullCharge) ? wishes : { ...wishes, fullCharge: next };
}

function fed({ armed, onBatterySinceMs }: FullCharge, phase: ChargerPhase, nowMs: number): Partial<FullCharge> {
  if (phase === "none") return {};
  if (phase !== "unplugged") return { armed: true, onBatterySinceMs: null };
  return armed ? { onBatterySinceMs: Math.min(onBatterySinceMs ?? nowMs, nowMs) } : {};
}

/** When it ends by itself, as far as is known now; milliseconds since 1970. */
export const fullChargeEndsMs = ({ untilMs, onBatterySinceMs }: FullCharge): number =>
  onBatterySinceMs === null ? untilMs : Math.min(untilMs, onBatterySinceMs + ON_BATTERY_MS);

/** What a profile wishes for the limit waits until the full charge has given it back: two journals are not to hold one setting. */
export const besideFullCharge = (standing: Standing): Standing =>
  standing.profile?.wishes[CHARGE_LIMIT] === undefined ? standing : { ...standing, leave: [...standing.leave, CHARGE_LIMIT] };
