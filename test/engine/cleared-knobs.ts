// SPDX-License-Identifier: MIT
import { appFreezeWith } from "../../src/knobs/app-freeze.ts";
import { appSlowWith } from "../../src/knobs/app-slow.ts";
import type { Clearance } from "../../src/knobs/clearance.ts";
import type { Knob } from "../../src/knobs/knob.ts";
import { KNOBS } from "../../src/knobs/knobs.ts";

/** Nothing speaks against holding any program. */
export const clearAll: Clearance = async () => [];

/** Every knob, where programs are held by this clearance. */
export function knobsWith(clear: Clearance): readonly Knob[] {
  const own = new Map([appFreezeWith(clear), appSlowWith(clear)].map((knob) => [knob.id, knob]));
  return KNOBS.map((knob) => own.get(knob.id) ?? knob);
}
