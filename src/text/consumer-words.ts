// SPDX-License-Identifier: MIT
import type { Unmeasured } from "../processes/measured-power.ts";
import type { Observation } from "../processes/scan.ts";
import type { Look } from "./look.ts";

const UNMEASURED: Readonly<Record<Unmeasured, string>> = {
  "on-charger":
    "no watts while a charger feeds the laptop (as root, where the processor counts its own energy, its part is known)",
  "weak-power": "no watts: what a weak charger adds to the battery is not known",
  "no-battery": "no watts: there is no battery whose gauge could tell",
  plugged: "no watts: a charger was plugged in or out meanwhile",
  "no-rate": "no watts: the battery's gauge tells no rate",
  "too-short": "no watts: a gauge needs at least 10 s",
};

/** What the power was measured by, and over how long; or why it could not be. */
export function measuredLine({ measured, spanS }: Pick<Observation, "measured" | "spanS">): string {
  const span = `${spanS.toFixed(spanS < 10 ? 1 : 0)} s`;
  if (typeof measured === "string") return `Over ${span}, ${UNMEASURED[measured]}.`;
  const watts = `${measured.powerW.toFixed(2)} W over ${span}`;
  return measured.source === "battery"
    ? `On battery: ${watts}, by the battery's gauge.`
    : `Processor package alone: ${watts}, by its own counter (RAPL).`;
}

/** What is nobody's in particular. */
export const baseName = ({ measured }: Pick<Observation, "measured">): string =>
  typeof measured !== "string" && measured.source === "rapl"
    ? "base: the processor at rest, what nobody in particular uses"
    : "base: screen, radios, memory, what nobody in particular uses";

/** What somebody used in so many seconds; null where that is not known, or not to be told. */
export interface Amounts {
  readonly powerW: number | null;
  readonly cpuS: number | null;
  readonly wakeups: number | null;
  readonly diskBytes: number | null;
  readonly spanS: number;
}

/** Rows below the programs: what is nobody's in particular, where watts are known; and all together, under the name given. */
export function baseAndTotal(
  observation: Pick<Observation, "measured" | "attribution" | "all" | "spanS">,
  total: string,
): readonly (Amounts & { readonly name: string })[] {
  const { attribution, all, spanS } = observation;
  const sum = { ...all, spanS, name: total, powerW: attribution?.totalW ?? null };
  if (attribution === null) return [sum];
  const base = { powerW: attribution.baseW, cpuS: null, wakeups: null, diskBytes: null };
  return [{ ...base, spanS, name: baseName(observation) }, sum];
}

/** Watts, CPU (100 %: one CPU all the time), wake-ups and disk by the second. */
export function amountCells({ powerW, cpuS, wakeups, diskBytes, spanS }: Amounts, { signs }: Look): readonly string[] {
  const say = (amount: number | null, text: (it: number) => string): string => (amount === null ? signs.unknown : text(amount));
  return [
    powerW === null ? "" : powerW < 0.005 ? "<0.01 W" : `${powerW.toFixed(2)} W`,
    say(perSecond(cpuS, spanS), (cpu) => `${(cpu * 100).toFixed(1)} %`),
    say(perSecond(wakeups, spanS), (perS) => perS.toFixed(perS < 10 ? 1 : 0)),
    say(perSecond(diskBytes, spanS), bytesText),
  ];
}

function bytesText(perS: number): string {
  if (perS < 1) return "0";
  if (perS < 1_000_000) return `${(perS / 1000).toFixed(1)} kB/s`;
  return `${(perS / 1_000_000).toFixed(1)} MB/s`;
}

/** An amount by the second; null where it is not known, or no time has passed. */
export const perSecond = (amount: number | null, spanS: number): number | null =>
  amount === null || spanS <= 0 ? null : amount / spanS;
