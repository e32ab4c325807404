// SPDX-License-Identifier: MIT
import type { SpoiltBy } from "../../forecast/measuring/block.ts";
import { blockMs, type Design, designFor, measurementMs, PROBE_LOOKS } from "../../forecast/measuring/design.ts";
import { clean, wrap } from "../../text/display-width.ts";
import { durationText, momentText } from "../../text/duration.ts";
import { type Look, paint } from "../../text/look.ts";
import { reasonLines } from "../../text/reason-table.ts";
import { lifeText, SOURCES, savedText } from "../../text/saving-words.ts";
import { tableLines } from "../../text/table.ts";
import type { Candidate, PassedOver } from "../measuring/candidates.ts";
import type { Progress, StoppedBy } from "../measuring/measure-one.ts";
import type { MeasuredAll, Result } from "../measuring/result.ts";

interface Offer {
  readonly candidates: readonly Candidate[];
  readonly passedOver: readonly PassedOver[];
  readonly nowMs: number;
}

/** What would be measured, and for how long. */
export function offerLines({ candidates, passedOver, nowMs }: Offer, look: Look): readonly string[] {
  const reasons = passedOver.map(({ knob, why }) => ({ title: knob.title, place: "", why }));
  const rows = candidates.map(({ knob, from, to }) => [knob.title, `${from} ${look.signs.arrow} ${to}`]);
  const left = reasonLines("Not measured:", reasons, { look, style: "attention" });
  if (candidates.length === 0) return ["There is nothing to measure.", ...left];
  return [
    paint(look, "heading", "To be measured on battery, with it and without it by turns:"),
    ...tableLines([{}, { gives: 1 }], rows, look),
    ...left,
    "",
    ...wrap(timeSentence(candidates.length, nowMs), look.columns),
    ...wrap("Use the laptop evenly meanwhile, or leave it alone. Ctrl-C ends it and puts everything back.", look.columns),
  ];
}

function timeSentence(count: number, nowMs: number): string {
  const [fine, coarse] = [durationMs(count, designFor("energy")), durationMs(count, designFor("power"))];
  return `It takes ${durationText(fine)}, until ${momentText(nowMs + fine, nowMs)}; ${durationText(coarse)} if the battery's gauge turns out to be coarse.`;
}

const durationMs = (count: number, design: Design): number => count * (measurementMs(design) + (PROBE_LOOKS - 1) * design.lookMs);

/** Which meter it is, once that is known. */
export function designLine(design: Design, candidate: Candidate): string {
  const blocks = `${2 * design.pairs} blocks of ${spanText(blockMs(design))}, ${durationText(measurementMs(design))} in all`;
  return `${nameOf(candidate)}: ${METERS[design.meter]}; ${blocks}`;
}

const METERS: Readonly<Record<Design["meter"], string>> = {
  energy: "by the energy that the battery loses",
  power: "by the battery's own reading of its power, as its energy moves in coarse steps",
  package: "by the processor package's counter (RAPL) alone, as the battery tells too little",
};

function spanText(ms: number): string {
  const [minutes, seconds] = [Math.floor(ms / 60_000), Math.round((ms % 60_000) / 1000)];
  return [...(minutes > 0 ? [`${minutes} min`] : []), ...(seconds > 0 ? [`${seconds} s`] : [])].join(" ");
}

/** One block that is over, and what all of them say so far. */
export function blockLine({ arm, block, findings, design }: Progress, candidate: Candidate, nowMs: number): string {
  const value = clean(arm === "with" ? candidate.to : candidate.from);
  const head = `${momentText(nowMs, nowMs)}  ${value}`;
  if (block.kind === "spoilt") return `${head}: does not count (${SPOILT[block.by]}), and is measured again`;
  const busy = block.busyPercent === null ? "" : `, CPUs ${Math.round(block.busyPercent)} % busy`;
  return `${head}: ${block.powerW.toFixed(2)} W${busy}${soFar(findings, design)}`;
}

/** The interval means something only when all pairs are there. */
const soFar = ({ saved, pairs }: Progress["findings"], { pairs: wanted }: Design): string =>
  saved === null ? "" : `; ${saved.medianW.toFixed(2)} W less so far, by ${pairs.length} of ${wanted} pairs`;

const SPOILT: Readonly<Record<SpoiltBy, string>> = {
  brightness: "the screen's brightness changed",
  sleep: "the laptop slept, or its clock was set",
  gauge: "the gauge jumped or stood still",
  load: "the CPUs were busy with something else",
};

/** What a setting was found to save. */
export function resultLines({ candidate, findings, savings, energyWh, unkept }: Result, look: Look): readonly string[] {
  const { saved, isEnough } = findings;
  if (saved === null || !isEnough) return wrap(`${nameOf(candidate)}: ${tooDisturbed(findings)}`, look.columns);
  const [main, part] = savings;
  const life = main?.from === "battery" ? lifeText(saved, energyWh, main.conditions.powerW) : SOURCES.package;
  return [
    ...wrap(`${nameOf(candidate)} ${savedText(saved)}${life === "" ? "" : `: ${life}`}`, look.columns),
    ...(part === undefined ? [] : [`  of the processor package alone (RAPL): ${savedText(part)}`]),
    ...(unkept === null ? [] : [paint(look, "attention", `  ${clean(unkept)}`)]),
  ];
}

/** "CPU boost off" */
const nameOf = ({ knob, to }: Candidate): string => clean(`${knob.title} ${to}`);

function tooDisturbed({ pairs, spoilt }: Result["findings"]): string {
  const counts = [...new Set(spoilt)].map((by) => `${SPOILT[by]} (${spoilt.filter((one) => one === by).length} times)`);
  return `not measured, as only ${pairs.length} pairs of blocks count: ${counts.join("; ")}. Nothing is kept.`;
}

/** Why it ended before its time, once everything is back. */
export function stoppedSentence({ results, stoppedBy }: MeasuredAll & { readonly stoppedBy: StoppedBy }): string {
  const kept = results.length === 0 ? "Nothing was measured" : "What was measured before is kept";
  return `Ended before its time: ${STOPPED[stoppedBy]}. Everything is put back. ${kept}.`;
}

const STOPPED: Readonly<Record<StoppedBy, string>> = {
  signal: "as asked",
  charger: "a charger was plugged in",
  hand: "the setting, or travel mode, was changed by somebody else",
  low: "the battery is nearly empty",
  "no-meter":
    "the battery tells neither energy nor power, and the processor's counter (RAPL) can be read by root only, if there is one",
};
