// SPDX-License-Identifier: MIT
import type { Discharge } from "../history/discharge.ts";
import type { KeptChange, ModeTurned } from "../history/record.ts";
import { shownChanges, turnTitle } from "../text/turned-words.ts";
import { type Html, html } from "./html.ts";
import { clock } from "./times.ts";

/** What was changed, turn by turn. */
export function changes({ turned }: Discharge): Html {
  const body = turned.length === 0 ? [html`<p>Nothing was changed: travel mode was off.</p>`] : turned.map(turnHtml);
  return html`<section>
<h2>What was changed</h2>
${body}
</section>
`;
}

function turnHtml(turn: ModeTurned): Html {
  const title = turnTitle(turn);
  const rows = shownChanges(turn);
  const head = html`<h3><span class="time">${clock(turn.atMs)}</span> ${title.charAt(0).toUpperCase() + title.slice(1)}</h3>`;
  if (turn.kind === "off") return html`${head}<p>${putBack(rows)}</p>`;
  if (rows.length === 0) return html`${head}<p>Nothing had to be changed.</p>`;
  return html`${head}
<table><caption class="unseen">Settings changed at ${clock(turn.atMs)}</caption>
<thead><tr><th scope="col">Setting</th><th scope="col">From</th><th scope="col">To</th></tr></thead>
<tbody>${rows.map(
    ({ title: setting, place, from, to }) =>
      html`<tr><th scope="row">${setting} <span class="place">${place}</span></th><td>${from}</td><td>${to}</td></tr>
`,
  )}</tbody></table>
`;
}

/** Names alone: to what they went back stands above. What somebody has changed by hand stays, and is not among them. */
function putBack(rows: readonly KeptChange[]): string {
  const titles = [...new Set(rows.map(({ title }) => title))];
  return titles.length === 0 ? "Nothing was left to put back." : `Put back: ${titles.join(", ")}.`;
}
