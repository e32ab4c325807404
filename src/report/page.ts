// SPDX-License-Identifier: MIT
import type { Discharge } from "../history/discharge.ts";
import { changes } from "./changes.ts";
import { type Chart, chartSvgs } from "./chart.ts";
import { consumersSection } from "./consumers.ts";
import { type Html, html, NOTHING } from "./html.ts";
import { levelChart, outlookWords } from "./level-chart.ts";
import { levelTable } from "./level-table.ts";
import { overview } from "./overview.ts";
import { powerChart } from "./power-chart.ts";
import { powerTable } from "./power-table.ts";
import type { ReportData } from "./report-data.ts";
import { savingsSection } from "./savings.ts";
import { STYLE } from "./style.ts";
import { summary } from "./summary.ts";
import { clock, day } from "./times.ts";

/** The whole page: it loads nothing and runs nothing, so it can be kept, sent and printed. */
export function reportPage(data: ReportData): string {
  const newest = data.discharges.at(-1);
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>travelmode: ${newest === undefined ? "nothing on record" : `on battery, ${day(newest.looks[0].atMs)}`}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${newest === undefined ? EMPTY : content(newest, data)}
</main>
<footer><p>Made by travelmode ${data.version} on ${day(data.madeAtMs)}, ${clock(data.madeAtMs)}${data.isMadeUp ? ", of a simulated laptop whose past is made up" : ""}. This page loads nothing, runs nothing and tells nobody.</p></footer>
</body>
</html>
`.markup;
}

const EMPTY = html`<header><p class="brand">travelmode</p><h1>Nothing is on record yet</h1></header>
<section><p>While travel mode or automatic mode is on, the keeper writes down how the battery drains. Look again after a time on battery.</p></section>`;

function content(newest: Discharge, data: ReportData): Html {
  const [level, power] = [levelChart(newest, data.outlook), powerChart(newest)];
  return html`${summary(newest)}
${figure("The battery", level, { newest, table: levelTable(newest), words: `Level and profiles.${outlookWords(data.outlook)}` })}
${figure("Power", power, { newest, table: powerTable(newest), words: "What was drawn from the battery; the dashed line is the mean." })}
${changes(newest)}
${savingsSection(data)}
${consumersSection(data.consumers)}
${overview(data.discharges)}`;
}

interface Beside {
  readonly newest: Discharge;
  readonly table: Html;
  readonly words: string;
}

/** A picture with its figures beside it; nothing where nothing is known. */
function figure(title: string, chart: Chart | null, { newest, table, words }: Beside): Html {
  if (chart === null) return NOTHING;
  return html`<section>
<h2>${title}</h2>
<div class="beside">
<figure>
${chartSvgs(chart, newest)}<figcaption>${words}</figcaption>
</figure>
${table}</div>
</section>
`;
}
