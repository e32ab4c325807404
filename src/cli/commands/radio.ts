// SPDX-License-Identifier: MIT
import { KNOBS } from "../../knobs/knobs.ts";
import { byHand, showByHand } from "../by-hand.ts";
import { engineFor } from "../engine-for.ts";
import { knobOf } from "../names.ts";
import type { Run } from "../session.ts";

/** `travelmode wifi on|off|back`: a radio by hand, or handed back to the profile. */
export const radio =
  (name: string): Run =>
  async (session, input) => {
    const action = input.argument("action") ?? "";
    const knob = knobOf(name, KNOBS);
    const engine = engineFor(session);
    const report =
      action === "back" ? await engine.handBack(knob.id) : await engine.set(byHand(knob, [action], { session, input }));
    return showByHand(session, report, { knob, typed: `${name} ${action}` });
  };
