// SPDX-License-Identifier: MIT
import type { Pack } from "../../power/pack.ts";
import type { PowerSnapshot } from "../../power/snapshot.ts";
import { type Finding, findings } from "./finding.ts";

const { good, note, problem } = findings("battery");

/** Below this share of its design capacity a battery is worn. */
const WORN_BELOW_PERCENT = 80;
const FULL_FROM_PERCENT = 95;

/** What each battery that is in still holds. */
export const findWear = ({ packs }: PowerSnapshot): readonly Finding[] => packs.filter(({ present }) => present).map(wear);

/** How well the batteries are, and what keeps them from being full. */
export function findBatteryHealth({ packs, source }: PowerSnapshot): readonly Finding[] {
  const present = packs.filter((pack) => pack.present);
  const weak =
    source === "weak-ac"
      ? [problem("the battery drains although a charger is plugged in", "use a charger with more watts, or another port")]
      : [];
  if (present.length === 0) return [note("there is no battery: only what needs none can be measured here"), ...weak];
  return [...present.flatMap((pack) => [wear(pack), ...limit(pack)]), ...weak];
}

function wear({ name, healthPercent, cycles }: Pack): Finding {
  const age = cycles === null ? "" : ` after ${cycles} cycles`;
  if (healthPercent === null) return note(`${name} does not tell its health`);
  const what = `${name} holds ${Math.round(healthPercent)} % of what it did when new${age}`;
  return healthPercent < WORN_BELOW_PERCENT
    ? problem(what, "reckon with that much less time; a new battery would bring it back")
    : good(what);
}

function limit({ name, chargeEndPercent }: Pack): readonly Finding[] {
  if (chargeEndPercent === null || chargeEndPercent <= 0 || chargeEndPercent >= FULL_FROM_PERCENT) return [];
  return [
    note(
      `${name} stops charging at ${Math.round(chargeEndPercent)} %`,
      "kind to the battery; before a long journey, raise the limit and charge fully",
    ),
  ];
}
