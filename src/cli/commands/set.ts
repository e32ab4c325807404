// SPDX-License-Identifier: MIT
import { KNOBS } from "../../knobs/knobs.ts";
import { turnByHand } from "../by-hand.ts";
import { wholeKnobOf } from "../names.ts";
import type { Run } from "../session.ts";

/** `travelmode set SETTING VALUE`: one thing by hand; `back` hands it to the profile again. */
export const set: Run = (session, input) => {
  const setting = input.argument("setting") ?? "";
  const typed = { knob: wholeKnobOf(setting, KNOBS), command: `set ${setting}`, value: input.argument("value") ?? "" };
  return turnByHand(session, input, typed);
};
