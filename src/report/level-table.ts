// SPDX-License-Identifier: MIT
import type { Discharge } from "../history/discharge.ts";
import type { Look } from "../history/record.ts";
import { amount } from "./amount.ts";
import { timeTicks } from "./axes.ts";
import { type Html, html } from "./html.ts";
import { clock, shortDay } from "./times.ts";

/** As many rows as stand beside a picture. */
const MOST_ROWS = 9;

/** The figures of the battery's picture, for those who want them or do not see it. */
export function levelTable(discharge: Discharge): Html {
  const rows = chosen(discharge);
  return html`<table class="figures"><caption>Level and energy at round times</caption>
<thead><tr><th scope="col">Time</th><th scope="col">Level</th><th scope="col">Energy</th><th scope="col">Profile</th></tr></thead>
<tbody>${rows.map((look, index) => rowOf(look, rows[index - 1]))}</tbody></table>
`;
}

/** The first, the last, and those next to round times in between. */
function chosen({ looks }: Discharge): readonly Look[] {
  const last = looks.at(-1) ?? looks[0];
  const nearMs = (last.atMs - looks[0].atMs) / (2 * MOST_ROWS);
  const times = timeTicks(looks[0].atMs + nearMs, last.atMs - nearMs, MOST_ROWS - 2);
  const between = times.map((at) => looks.find(({ atMs }) => atMs >= at) ?? last);
  return [...new Set([looks[0], ...between, last])];
}

function rowOf({ atMs, percent, energyWh, profile }: Look, before: Look | undefined): Html {
  const isNewDay = before !== undefined && shortDay(before.atMs) !== shortDay(atMs);
  return html`<tr><th scope="row">${isNewDay ? `${shortDay(atMs)}, ` : ""}${clock(atMs)}</th><td>${amount(percent, "%", 0)}</td><td>${amount(energyWh, "Wh")}</td><td>${profile ?? "–"}</td></tr>
`;
}
