// SPDX-License-Identifier: MIT

import type { Discharge } from "../history/discharge.ts";
import { powerInSlots } from "../history/slots.ts";
import { mean } from "../mean.ts";
import { amount } from "./amount.ts";
import { type Html, html } from "./html.ts";
import { clock } from "./times.ts";

/** As many rows as stand beside a picture, and in how many slots each is looked at. */
const [ROWS, SLOTS_EACH] = [8, 12];

/** The figures of the picture of power, for those who want them or do not see it: its mean and its ends in equal parts of the time. */
export function powerTable(discharge: Discharge): Html {
  const [fromMs, untilMs] = [discharge.looks[0].atMs, discharge.looks.at(-1)?.atMs ?? discharge.looks[0].atMs];
  const slots = powerInSlots(discharge, ROWS * SLOTS_EACH);
  const rows = Array.from({ length: ROWS }, (_, row) =>
    rowOf(fromMs + (row * (untilMs - fromMs)) / ROWS, slots.slice(row * SLOTS_EACH, (row + 1) * SLOTS_EACH)),
  );
  return html`<table class="figures"><caption>Power in equal parts of the time</caption>
<thead><tr><th scope="col">From</th><th scope="col">Mean</th><th scope="col">Lowest</th><th scope="col">Highest</th></tr></thead>
<tbody>${rows}</tbody></table>
`;
}

function rowOf(atMs: number, slots: readonly (number | null)[]): Html {
  const known = slots.flatMap((powerW) => powerW ?? []);
  const of = (take: (powers: readonly number[]) => number): string => amount(known.length === 0 ? null : take(known), "W");
  return html`<tr><th scope="row">${clock(atMs)}</th><td>${of(mean)}</td><td>${of((all) => Math.min(...all))}</td><td>${of((all) => Math.max(...all))}</td></tr>
`;
}
