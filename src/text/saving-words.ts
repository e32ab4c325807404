// SPDX-License-Identifier: MIT
import { minutesOfLife, type SavedW, type Saving, type SavingSource, withinNoise } from "../forecast/savings.ts";
import { durationText } from "./duration.ts";

/** "saves 0.43 W (0.31 to 0.52)", "costs 0.20 W (0.10 to 0.31)", "within noise (-0.04 to 0.06 W)"; the interval holds the truth with 90 %. */
export function savedText(saved: SavedW): string {
  const { medianW, lowW, highW } = saved;
  if (withinNoise(saved)) return `within noise (${watts(lowW)} to ${watts(highW)} W)`;
  return medianW > 0
    ? `saves ${watts(medianW)} W (${watts(lowW)} to ${watts(highW)})`
    : `costs ${watts(-medianW)} W (${watts(-highW)} to ${watts(-lowW)})`;
}

/** The same in the cell of a table: "-0.4 W", as power goes down, "~-0.4 W" for a guess; "" for nothing known, and for what may be nothing. */
export function savedCell(saving: (SavedW & Pick<Saving, "from">) | null): string {
  if (saving === null || withinNoise(saving)) return "";
  const { medianW, from } = saving;
  return `${from === "switches" ? "~" : ""}${medianW > 0 ? "-" : "+"}${Math.abs(medianW).toFixed(1)} W`;
}

/** "18 min more (12 to 25) with what is in the battery now"; "" where that says nothing. */
export function lifeText(saved: SavedW, energyWh: number | null, powerW: number | null): string {
  const won = energyWh === null || powerW === null || withinNoise(saved) ? null : minutesOfLife(saved, energyWh, powerW);
  if (won === null) return "";
  const [minutes, one, other] = [won.minutes, won.lowMinutes, won.highMinutes].map(Math.abs) as [number, number, number];
  const ends = `${span(Math.min(one, other))} to ${span(Math.max(one, other))}`;
  return `${span(minutes)} ${won.minutes > 0 ? "more" : "less"} (${ends}) with what is in the battery now`;
}

const span = (minutes: number): string => durationText(minutes * 60_000);

/** What it was measured with, for whoever may take it for more. */
export const SOURCES: Readonly<Record<SavingSource, string>> = {
  battery: "of all that the battery gives",
  package: "of the processor package alone (RAPL)",
  switches: "a rough guess, from ordinary switches",
};

/** Under which circumstances: "on battery at 7.9 W, CPUs 4 % busy, screen 70 %". */
export function conditionsText({ conditions }: Pick<Saving, "conditions">): string {
  const { powerW, busyPercent, brightnessPercent } = conditions;
  return [
    ...(powerW === null ? [] : [`at ${powerW.toFixed(1)} W`]),
    ...(busyPercent === null ? [] : [`CPUs ${Math.round(busyPercent)} % busy`]),
    ...(brightnessPercent === null ? [] : [`screen ${Math.round(brightnessPercent)} %`]),
  ].join(", ");
}

/** No -0.00. */
const watts = (amount: number): string => (Math.round(amount * 100) / 100 + 0).toFixed(2);
