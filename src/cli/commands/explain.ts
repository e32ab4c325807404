// SPDX-License-Identifier: MIT
import { EXIT } from "../../errors.ts";
import { KNOBS } from "../../knobs/knobs.ts";
import { jsonText } from "../json.ts";
import { whyNever } from "../measuring/candidates.ts";
import { knobOf } from "../names.ts";
import { surveyKnob } from "../offer.ts";
import { savingsHere } from "../savings-here.ts";
import type { Run } from "../session.ts";
import { explainJson, explainLines, knobListLines } from "../views/explain-view.ts";
import { savingJson } from "../views/measure-json.ts";
import { savingLines } from "../views/saving-view.ts";

/** `travelmode explain SETTING`: what it saves, costs and needs, and its value here; without a name, the list of settings. */
export const explain: Run = async (session, input) => {
  const { terminal, laptop, json } = session;
  const name = input.argument("setting");
  if (name === undefined) {
    const listed = KNOBS.map(({ id, title, shortNames }) => ({ id, title, shortNames }));
    for (const line of json ? [jsonText({ settings: listed })] : knobListLines(KNOBS, terminal.look)) terminal.out(line);
    return EXIT.done;
  }
  const knob = knobOf(name, KNOBS);
  const offer = await surveyKnob(laptop.machine, knob);
  const savings = savingsHere(session).filter((saving) => saving.knob === knob.id);
  if (json) terminal.out(jsonText({ ...explainJson(offer), savings: savings.map(savingJson) }));
  else
    for (const line of [
      ...explainLines(offer, KNOBS, terminal.look),
      ...savingLines(knob, { savings, isMeasurable: whyNever(knob) === null, nowMs: laptop.machine.clock.now() }, terminal.look),
    ])
      terminal.out(line);
  return EXIT.done;
};
