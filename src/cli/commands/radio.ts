// SPDX-License-Identifier: MIT
import { KNOBS } from "../../knobs/knobs.ts";
import { turnByHand } from "../by-hand.ts";
import { knobOf } from "../names.ts";
import type { Run } from "../session.ts";

/** `travelmode wifi on|off|back`: a radio by hand, or handed back to the profile. */
export const radio =
  (name: string): Run =>
  (session, input) =>
    turnByHand(session, input, { knob: knobOf(name, KNOBS), command: name, value: input.argument("action") ?? "" });
