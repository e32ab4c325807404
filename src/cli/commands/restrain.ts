// SPDX-License-Identifier: MIT
import { KNOBS } from "../../knobs/knobs.ts";
import { quoteIfNeeded } from "../../shell-words.ts";
import { turnByHand } from "../by-hand.ts";
import { knobOf } from "../names.ts";
import type { Run } from "../session.ts";

/** `travelmode slow NAME`, `travelmode freeze NAME`: `set slow` and `set freeze`, with the way back of a single program. */
export const restrain =
  (command: "slow" | "freeze"): Run =>
  (session, input) => {
    const value = input.argument("program") ?? "";
    const closing = `Until travel mode ends, or with: travelmode thaw ${quoteIfNeeded(value)}`;
    return turnByHand(session, input, { knob: knobOf(command, KNOBS), command, value, closing });
  };
