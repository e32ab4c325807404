// SPDX-License-Identifier: MIT

/** A battery's state in UPower's words. */
export type PackState = "charging" | "discharging" | "empty" | "fully-charged" | "pending-charge" | "unknown";

const STATES: Readonly<Record<string, PackState>> = {
  charging: "charging",
  discharging: "discharging",
  empty: "empty",
  full: "fully-charged",
  "not charging": "pending-charge",
};

/** From here on UPower (1.90) takes a battery that neither charges nor discharges for full. */
const FULL_FROM_PERCENT = 90;
const EMPTY_BELOW_PERCENT = 1;

/**
 * One pack's state from its `status` and level, as UPower gives it. The sign of the current is left out, where UPower
 * looks at it: drivers disagree on what it means.
 */
export function packState(status: string | undefined, percent: number | null): PackState {
  const word = status?.trim().toLowerCase() ?? "";
  const reported = Object.hasOwn(STATES, word) ? (STATES[word] ?? "unknown") : "unknown";
  if (percent === null || (reported !== "unknown" && reported !== "pending-charge")) return reported;
  if (percent >= FULL_FROM_PERCENT) return "fully-charged";
  return reported === "unknown" && percent < EMPTY_BELOW_PERCENT ? "empty" : reported;
}

/** What is known of the machine beside its packs' states. */
export interface Circumstances {
  readonly percent: number | null;
  readonly chargerOnline: boolean;
}

/**
 * The state of all packs together, as UPower's display device has it, but whatever their order: discharging if any is,
 * charging if any is, held back if any is, what all are; and what cannot be said so is inferred from the charger.
 */
export function combinedState(states: readonly PackState[], circumstances: Circumstances): PackState {
  const [first] = states;
  if (first === undefined) return "unknown";
  for (const decisive of ["discharging", "charging", "pending-charge"] as const) {
    if (states.includes(decisive)) return decisive;
  }
  const agreed = states.every((state) => state === first) ? first : "unknown";
  return agreed === "unknown" ? inferredState(circumstances) : agreed;
}

function inferredState({ percent, chargerOnline }: Circumstances): PackState {
  if (chargerOnline) return percent !== null && percent >= FULL_FROM_PERCENT ? "fully-charged" : "charging";
  return percent !== null && percent < EMPTY_BELOW_PERCENT ? "empty" : "discharging";
}
