// SPDX-License-Identifier: MIT
import type { Discharge } from "../history/discharge.ts";
import { drawByProfile, figuresOf } from "../history/figures.ts";
import { durationText } from "../text/duration.ts";
import { amount } from "./amount.ts";
import { type Html, html } from "./html.ts";
import { span } from "./times.ts";

/** The head of the page: how long, when, and what it came to. */
export function summary(discharge: Discharge): Html {
  const { fromMs, untilMs, fromPercent, untilPercent, usedWh, meanPowerW, sleepMs } = figuresOf(discharge);
  const level =
    fromPercent === null || untilPercent === null ? "–" : `${Math.round(fromPercent)} → ${Math.round(untilPercent)} %`;
  const tiles = [
    tile("Level", level),
    tile("Used", amount(usedWh, "Wh")),
    tile("Power, on average", amount(meanPowerW, "W")),
    ...(sleepMs > 0 ? [tile("Asleep", durationText(sleepMs))] : []),
    ...profileTiles(discharge),
  ];
  return html`<header>
<p class="brand">travelmode</p>
<h1>${durationText(untilMs - fromMs)} on battery${discharge.over ? "" : " so far"}</h1>
<p class="when">${span(fromMs, untilMs)}</p>
<dl class="tiles">${tiles}</dl>
</header>
`;
}

const tile = (name: string, value: string): Html => html`<div><dt>${name}</dt><dd>${value}</dd></div>
`;

/** What each profile drew, where there was more than one. */
function profileTiles(discharge: Discharge): readonly Html[] {
  const draws = drawByProfile([discharge]).filter(({ meanPowerW }) => meanPowerW !== null);
  return draws.length < 2
    ? []
    : draws.map(({ profile, meanPowerW }) =>
        tile(profile === null ? "Without a profile" : `Under ${profile}`, amount(meanPowerW, "W")),
      );
}
