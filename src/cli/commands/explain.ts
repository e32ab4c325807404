// SPDX-License-Identifier: MIT
import { EXIT } from "../../errors.ts";
import { KNOBS } from "../../knobs/knobs.ts";
import { jsonText } from "../json.ts";
import { knobOf } from "../names.ts";
import { surveyKnob } from "../offer.ts";
import type { Run } from "../session.ts";
import { explainJson, explainLines, knobListLines } from "../views/explain-view.ts";

/** `travelmode explain SETTING`: what it saves, costs and needs, and its value here; without a name, the list of settings. */
export const explain: Run = async ({ terminal, laptop, json }, input) => {
  const name = input.argument("setting");
  if (name === undefined) {
    const listed = KNOBS.map(({ id, title, shortNames }) => ({ id, title, shortNames }));
    for (const line of json ? [jsonText({ settings: listed })] : knobListLines(KNOBS, terminal.look)) terminal.out(line);
    return EXIT.done;
  }
  const knob = knobOf(name, KNOBS);
  const offer = await surveyKnob(laptop.machine, knob);
  for (const line of json ? [jsonText(explainJson(offer))] : explainLines(offer, KNOBS, terminal.look)) terminal.out(line);
  return EXIT.done;
};
