// SPDX-License-Identifier: MIT
import type { Discharge } from "../history/discharge.ts";
import { drawByProfile, type ProfileDraw } from "../history/figures.ts";
import { durationText } from "../text/duration.ts";
import { SOURCES, savedText } from "../text/saving-words.ts";
import { amount } from "./amount.ts";
import { type Html, html, NOTHING } from "./html.ts";
import type { NamedSaving, ReportData } from "./report-data.ts";
import { shortDay } from "./times.ts";

/** What was saved: as measured on purpose, and what each profile drew all in all. */
export const savingsSection = ({ savings, discharges }: ReportData): Html => html`<section>
<h2>What it saves</h2>
${byProfile(discharges)}
${savings.length === 0 ? UNMEASURED : measured(savings)}
</section>
`;

const UNMEASURED = html`<p>What single settings save was not measured on this laptop yet: <code>travelmode measure</code> does so, on battery.</p>`;

/** Less says nothing of a profile. */
const LEAST_MS = 10 * 60_000;

function byProfile(discharges: readonly Discharge[]): Html {
  const draws = drawByProfile(discharges).filter(({ meanPowerW, ms }) => meanPowerW !== null && ms >= LEAST_MS);
  if (draws.length < 2) return NOTHING;
  const mostW = Math.max(...draws.map(({ meanPowerW }) => meanPowerW ?? 0));
  return html`<table class="bars"><caption>Drawn under each profile, over all times on battery, whatever was done meanwhile</caption>
<thead><tr><th scope="col">Profile</th><th scope="col">Power, on average</th><th scope="col">Over</th></tr></thead>
<tbody>${draws.map((draw) => barRow(draw, mostW))}</tbody></table>
`;
}

const BAR_PX = 120;

const barRow = (
  { profile, ms, meanPowerW }: ProfileDraw,
  mostW: number,
): Html => html`<tr><th scope="row">${profile ?? "none"}</th><td><svg class="bar" viewBox="0 0 ${BAR_PX} 10" aria-hidden="true"><rect x="0" y="0" height="10" rx="3" width="${(BAR_PX * (meanPowerW ?? 0)) / (mostW || 1)}"/></svg>${amount(meanPowerW, "W")}</td><td>${durationText(ms)}</td></tr>
`;

const measured = (
  savings: readonly NamedSaving[],
): Html => html`<table><caption>As measured on this laptop, with the interval that holds the truth nine times out of ten</caption>
<thead><tr><th scope="col">Setting</th><th scope="col">Saves</th><th scope="col">Measured</th></tr></thead>
<tbody>${savings.map(savingRow)}</tbody></table>
`;

const savingRow = (
  saving: NamedSaving,
): Html => html`<tr><th scope="row">${saving.title} ${saving.wish}</th><td>${savedText(saving)}</td><td>${shortDay(saving.measuredAtMs)}, ${SOURCES[saving.from]}</td></tr>
`;
