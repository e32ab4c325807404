// SPDX-License-Identifier: MIT
import { KNOBS } from "../../knobs/knobs.ts";
import { byHand, showByHand } from "../by-hand.ts";
import { engineFor } from "../engine-for.ts";
import { knobOf, wishOf } from "../names.ts";
import type { Run } from "../session.ts";

/** `travelmode set SETTING VALUE`: one thing by hand. */
export const set: Run = async (session, input) => {
  const [setting, value] = [input.argument("setting") ?? "", input.argument("value") ?? ""];
  const knob = knobOf(setting, KNOBS);
  const report = await engineFor(session).set(byHand(knob, wishOf(value, knob), { session, input }));
  return showByHand(session, report, { knob, typed: `set ${setting} ${value}` });
};
