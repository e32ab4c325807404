// SPDX-License-Identifier: MIT
import { byNumber } from "../by-number.ts";

/** Places in one phrase, runs of numbers together: policy0, policy1, policy2, policy8 as "policy0-2,8". */
export function mergePlaces(places: readonly string[]): string {
  const distinct = [...new Set(places)].sort(byNumber);
  return runsOf(distinct).map(phrase).join(", ");
}

/** Places with the same letters before their number, in one group. */
interface Run {
  readonly stem: string;
  readonly numbers: readonly number[];
}

function runsOf(places: readonly string[]): readonly (Run | string)[] {
  const runs: (Run | string)[] = [];
  for (const place of places) {
    const [, stem, digits] = /^(.*?)(0|[1-9]\d{0,8})$/u.exec(place) ?? [];
    const last = runs.at(-1);
    if (stem === undefined || stem === "" || digits === undefined) runs.push(place);
    else if (typeof last === "object" && last.stem === stem)
      runs[runs.length - 1] = { stem, numbers: [...last.numbers, Number(digits)] };
    else runs.push({ stem, numbers: [Number(digits)] });
  }
  return runs;
}

const phrase = (run: Run | string): string => (typeof run === "string" ? run : run.stem + ranges(run.numbers).join(","));

function ranges(numbers: readonly number[]): readonly string[] {
  const spans: [number, number][] = [];
  for (const number of numbers) {
    const span = spans.at(-1);
    if (span !== undefined && span[1] + 1 === number) span[1] = number;
    else spans.push([number, number]);
  }
  return spans.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`));
}
