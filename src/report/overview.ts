// SPDX-License-Identifier: MIT
import type { Discharge } from "../history/discharge.ts";
import { figuresOf, lossOf, totalsOf } from "../history/figures.ts";
import { sleepDrain } from "../history/sleep-drain.ts";
import { durationText } from "../text/duration.ts";
import { pauseWords } from "../text/pause-words.ts";
import { amount } from "./amount.ts";
import { scale } from "./axes.ts";
import { pathOf, profileNames } from "./chart.ts";
import { type Html, html } from "./html.ts";
import { clock, day } from "./times.ts";

/** Every time on battery, the newest first, and what all came to. */
export function overview(discharges: readonly Discharge[]): Html {
  return html`<section>
<h2>All times on battery</h2>
<p>${totalWords(discharges)}</p>
<table class="all"><caption class="unseen">Every time on battery that is on record, the newest first</caption>
<thead><tr><th scope="col">When</th><th scope="col">Lasted</th><th scope="col">Level</th><th scope="col">Used</th><th scope="col">Power</th><th scope="col">Profiles</th></tr></thead>
<tbody>${discharges.toReversed().map(rowOf)}</tbody></table>
</section>
`;
}

function totalWords(discharges: readonly Discharge[]): string {
  const { discharges: times, awakeMs, usedWh, meanPowerW } = totalsOf(discharges);
  const drain = sleepDrain(discharges);
  const asleep = drain === null ? "" : ` Asleep it lost ${drain.powerW.toFixed(1)} W, over ${durationText(drain.ms)}.`;
  const parts = [
    `${times === 1 ? "Once" : `${times} times`} on battery, ${durationText(awakeMs)} awake`,
    ...(usedWh === null ? [] : [`${usedWh.toFixed(1)} Wh used`]),
    ...(meanPowerW === null ? [] : [`${meanPowerW.toFixed(1)} W on average`]),
  ];
  return `${parts.join(", ")}.${asleep}`;
}

function rowOf(discharge: Discharge): Html {
  const { fromMs, untilMs, fromPercent, untilPercent, usedWh, meanPowerW } = figuresOf(discharge);
  const level =
    fromPercent === null || untilPercent === null ? "–" : `${Math.round(fromPercent)} → ${Math.round(untilPercent)} %`;
  const slept = discharge.pauses.filter((pause) => lossOf(pause).ms > 0).map(pauseWords);
  const names = profileNames(discharge);
  return html`<tr><th scope="row">${day(fromMs)}, ${clock(fromMs)}${slept.map((words) => html`<span class="pause-note">${words}</span>`)}</th><td>${durationText(untilMs - fromMs)}</td><td class="level">${spark(discharge)}${level}</td><td>${amount(usedWh, "Wh")}</td><td>${amount(meanPowerW, "W")}</td><td>${names.length === 0 ? "none" : names.join(", ")}</td></tr>
`;
}

const [SPARK_WIDTH, SPARK_HEIGHT] = [64, 18];
const SPARK_POINTS = 32;

/** The level over time, small; its figures stand beside it. */
function spark({ looks }: Discharge): Html {
  const x = scale(looks[0].atMs, looks.at(-1)?.atMs ?? looks[0].atMs, [1, SPARK_WIDTH - 1]);
  const y = scale(0, 100, [SPARK_HEIGHT - 1, 1]);
  const step = Math.max(1, Math.floor(looks.length / SPARK_POINTS));
  const shown = looks.filter(({ percent }, index) => percent !== null && (index % step === 0 || index === looks.length - 1));
  const line = pathOf(shown.map(({ atMs, percent }) => [x(atMs), y(percent ?? 0)]));
  return html`<svg class="spark" viewBox="0 0 ${SPARK_WIDTH} ${SPARK_HEIGHT}" aria-hidden="true"><path class="line level" d="${line}"/></svg>`;
}
