// SPDX-License-Identifier: MIT
import type { Knob } from "../../knobs/knob.ts";
import { describeGrammar } from "../../profile/grammars.ts";
import { merged } from "../../text/change-table.ts";
import { wrap } from "../../text/display-width.ts";
import { type Look, paint } from "../../text/look.ts";
import { tableLines } from "../../text/table.ts";
import { type Offer, wayText } from "../offer.ts";

/** Prose is wrapped at the terminal's width, at 80 columns when piped, and never wider than reads well. */
const WIDEST = 80;

/** Everything about one knob. */
export function explainLines({ knob, places, missing }: Offer, knobs: readonly Knob[], look: Look): readonly string[] {
  const rows = merged(places.map((one) => ({ place: one.place, value: one.value ?? one.trouble ?? "", way: wayText(one) })));
  const here = rows.map(({ place, value, way }) => [place, value, way]);
  return [
    `${paint(look, "heading", knob.title)} (${[knob.id, ...knob.shortNames].join(", ")})`,
    "",
    ...prose(knob.about, look),
    "",
    ...prose(`Takes ${describeGrammar(knob.grammar)}.`, look),
    ...dragLines(knob, knobs, look),
    "",
    paint(look, "heading", "Here:"),
    ...(missing === null ? tableLines([{ gives: 2 }, { gives: 3 }, { gives: 1, wraps: true }], here, look) : [`  ${missing}`]),
  ];
}

/** All knobs, a line each. */
export function knobListLines(knobs: readonly Knob[], look: Look): readonly string[] {
  const rows = knobs.map(({ id, title, shortNames }) => [id, title, shortNames.join(", ")]);
  return [
    paint(look, "heading", "Settings, by any of their names:"),
    ...tableLines([{}, {}, { gives: 1, wraps: true }], rows, look),
  ];
}

/** The same for scripts. */
export const explainJson = ({ knob, places, missing }: Offer): Readonly<Record<string, unknown>> => ({
  knob: knob.id,
  title: knob.title,
  shortNames: knob.shortNames,
  about: knob.about,
  takes: knob.grammar,
  alsoMoves: knob.alsoMoves,
  settings: places,
  missing,
});

const prose = (text: string, { columns }: Look): readonly string[] =>
  text
    .split(/\n{2,}/u)
    .flatMap((paragraph, index) => [...(index > 0 ? [""] : []), ...wrap(paragraph, Math.min(columns, WIDEST))]);

/** A knob may list itself, where one of its places moves another; that is its own affair. */
function dragLines({ id: own, alsoMoves }: Knob, knobs: readonly Knob[], look: Look): readonly string[] {
  const titles = alsoMoves.filter((id) => id !== own).map((id) => knobs.find((knob) => knob.id === id)?.title ?? id);
  if (titles.length === 0) return [];
  const ending = titles.length === 1 ? "It is put back with it." : "They are put back with it.";
  return prose(`Turning it also moves ${titles.join(", ")}. ${ending}`, look);
}
