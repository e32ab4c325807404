// SPDX-License-Identifier: MIT
import { type Html, html } from "./html.ts";
import type { ConsumerRow, ConsumersNow } from "./report-data.ts";

/** Who used the power while the page was made. Nobody looks at every process all the time: that would cost power itself. */
export const consumersSection = (consumers: ConsumersNow | null): Html => html`<section>
<h2>Who uses it</h2>
${consumers === null ? NOT_LOOKED : table(consumers)}
</section>
`;

const NOT_LOOKED = html`<p>Nobody looked at which programs use the power. <code>travelmode top</code> shows them.</p>`;

const table = ({
  measured,
  rows,
}: ConsumersNow): Html => html`<table><caption>While this page was made, those who used most. ${measured}</caption>
<thead><tr><th scope="col">Program</th><th scope="col">Power</th><th scope="col">CPU</th><th scope="col">Wake-ups a second</th></tr></thead>
<tbody>${rows.map(row)}</tbody></table>
`;

const row = ({
  name,
  power,
  cpu,
  wakeups,
}: ConsumerRow): Html => html`<tr><th scope="row">${name}</th><td>${power}</td><td>${cpu}</td><td>${wakeups}</td></tr>
`;
