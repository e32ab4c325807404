// SPDX-License-Identifier: MIT
import type { ToldStep, TripTold } from "../../keeper/trip/trip.ts";
import type { Knob } from "../../knobs/knob.ts";
import { wrap } from "../../text/display-width.ts";
import { durationText } from "../../text/duration.ts";
import { type Look, paint } from "../../text/look.ts";
import { type Row, tableLines } from "../../text/table.ts";
import { goalWords, tripSentences } from "../../text/trip-words.ts";

export interface TripView {
  readonly look: Look;
  readonly nowMs: number;
  readonly knobs: readonly Knob[];
  /** What to expect of the battery, where the keeper cannot tell yet. */
  readonly prospects: readonly string[];
}

/** Goal, how it stands, how far it is, what is saved and what more could be. */
export function tripLines(trip: TripTold, view: TripView): readonly string[] {
  const { look, nowMs } = view;
  const paragraphs = [...tripSentences(trip), ...view.prospects, progressSentence(trip, nowMs)];
  return [
    paint(look, "heading", `The journey: ${goalWords(trip, nowMs)}`),
    ...paragraphs.flatMap((sentence) => wrap(sentence, look.columns)),
    ...stepLines(trip, view),
    "",
    ...wrap("Later or earlier: travelmode trip +30m, travelmode trip -30m. There: travelmode trip end", look.columns),
  ];
}

function progressSentence({ sinceMs, untilMs, profile }: TripTold, nowMs: number): string {
  const floor = profile === null ? "" : ` Never less is saved than ${profile} does.`;
  const share = Math.round((100 * (nowMs - sinceMs)) / Math.max(1, untilMs - sinceMs));
  return `${durationText(nowMs - sinceMs)} of ${durationText(untilMs - sinceMs)} are over (${Math.max(0, Math.min(100, share))} %).${floor}`;
}

function stepLines({ steps }: TripTold, view: TripView): readonly string[] {
  if (steps.length === 0) return [];
  const row = (step: ToldStep): Row => [step.taken ? "saved" : "", ...settingCells(step, view), gainOf(step)];
  const [taken, left] = [steps.filter((step) => step.taken), steps.filter((step) => !step.taken)];
  // Of a knob, a stricter step has taken the milder one's place.
  const shown = taken.filter(({ knob }, index) => taken.findLastIndex((step) => step.knob === knob) === index);
  const head = ["", "SETTING", "VALUE", "SAVES"];
  const rows = [...shown.map(row), ...left.map((step, index) => [index === 0 ? "next" : "", ...row(step).slice(1)])];
  return ["", ...tableLines([{}, { gives: 2 }, { gives: 1 }, { gives: 3 }], [head, ...rows], view.look)];
}

/** Of alternatives the first; of a set all. */
function settingCells({ knob: id, wish }: ToldStep, { knobs }: TripView): readonly [title: string, value: string] {
  const knob = knobs.find((one) => one.id === id);
  const unit = typeof wish[0] === "number" ? ` ${knob?.grammar.number?.unit ?? ""}` : "";
  return [knob?.title ?? id, knob?.grammar.all === true ? wish.join(", ") : `${wish[0]}${unit}`.trimEnd()];
}

const gainOf = ({ savedW }: ToldStep): string => (savedW === null ? "unknown until measured" : `${savedW.medianW.toFixed(1)} W`);
