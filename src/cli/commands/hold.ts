// SPDX-License-Identifier: MIT
import { TravelError } from "../../errors.ts";
import { serviceHold } from "../../knobs/service-hold.ts";
import { unitTyped } from "../../knobs/unit-words.ts";
import { quoteIfNeeded } from "../../shell-words.ts";
import { turnByHand } from "../by-hand.ts";
import type { Run } from "../session.ts";

/** `travelmode hold UNIT`: `set hold` for a unit, with the way back of that one alone. */
export const hold: Run = (session, input) => {
  const typed = input.argument("unit") ?? "";
  const kind = typed.split(",").find((word) => serviceHold.grammar.words.includes(word));
  if (kind !== undefined)
    throw new TravelError("USAGE", `"${kind}" is a kind of services, not a unit: travelmode set hold ${kind}`);
  const value = typed.split(",").map(unitTyped).join(",");
  const closing = `Until travel mode ends, or with: travelmode thaw ${quoteIfNeeded(typed)}`;
  return turnByHand(session, input, { knob: serviceHold, command: "hold", value, closing });
};
