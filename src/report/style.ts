// SPDX-License-Identifier: MIT
import type { Html } from "./html.ts";

const CSS = `
:root {
  --paper: #fdfcfa; --card: #ffffff; --ink: #1d2128; --quiet: #5c6470; --rule: #e4e2dc; --grid: #ebe9e4;
  --level: #1f6feb; --power: #b4540a; --cone: #1f6feb; --pause: #8a8f98;
  --p0: #0f9d76; --p1: #8250df; --p2: #bf3989; --p3: #9a6700; --none: #8a8f98;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171c; --card: #1b1f26; --ink: #e8eaed; --quiet: #a3abb8; --rule: #2f353f; --grid: #2a3039;
    --level: #6cb0ff; --power: #f0a35e; --cone: #6cb0ff; --pause: #8b93a1;
    --p0: #3fcf9f; --p1: #b392f0; --p2: #f27fc0; --p3: #e0b341; --none: #8b93a1;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif; font-variant-numeric: tabular-nums; }
main, footer { max-width: 1120px; margin: 0 auto; padding: 0 24px; }
header { padding: 40px 0 8px; }
.brand { margin: 0; color: var(--quiet); font-size: 14px; letter-spacing: .08em; }
h1 { margin: 4px 0 0; font-size: clamp(28px, 6vw, 44px); line-height: 1.15; letter-spacing: -.02em; }
.when { margin: 6px 0 0; color: var(--quiet); }
h2 { margin: 0 0 12px; font-size: 20px; letter-spacing: -.01em; }
h3 { margin: 16px 0 6px; font-size: 16px; }
.time { color: var(--quiet); font-weight: 400; margin-right: 4px; }
p { margin: 0 0 12px; }
table + p { margin-top: 14px; }
section > :last-child { margin-bottom: 0; }
section { background: var(--card); border: 1px solid var(--rule); border-radius: 12px; padding: 20px 24px; margin: 20px 0; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin: 24px 0 0; }
.tiles div { background: var(--card); border: 1px solid var(--rule); border-radius: 12px; padding: 12px 16px; }
dt { color: var(--quiet); font-size: 14px; }
dd { margin: 0; white-space: nowrap; font-size: 22px; font-weight: 600; letter-spacing: -.01em; }
.beside { display: grid; grid-template-columns: minmax(0, 1fr); gap: 20px; }
@media (min-width: 960px) { .beside { grid-template-columns: minmax(0, 2fr) minmax(300px, 1fr); align-items: start; } }
figure { margin: 0; }
figcaption { color: var(--quiet); font-size: 14px; margin-top: 6px; }
svg { display: block; width: 100%; height: auto; }
svg.narrow { display: none; }
@media (max-width: 599px) {
  main, footer { padding: 0 12px; }
  section { padding: 16px 12px; }
  .tiles { grid-template-columns: 1fr 1fr; }
  .tiles div { padding: 10px 12px; }
  dd { font-size: 18px; }
  svg.wide { display: none; }
  svg.narrow { display: block; }
}
svg text { font: 12px system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif; fill: var(--quiet); }
svg .note { fill: var(--ink); paint-order: stroke; stroke: var(--card); stroke-width: 3px; stroke-linejoin: round; }
.grid { stroke: var(--grid); } .mark { stroke: var(--quiet); }
.band { opacity: .1; } .band.none { fill: var(--none); opacity: .06; } .band.pause { fill: var(--pause); opacity: .22; }
.band.p0 { fill: var(--p0); } .band.p1 { fill: var(--p1); } .band.p2 { fill: var(--p2); } .band.p3 { fill: var(--p3); }
.line { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
.line.level { stroke: var(--level); } .area.level { fill: var(--level); opacity: .12; } .dot.level { fill: var(--level); }
.line.power { stroke: var(--power); stroke-width: 1.5; } .area.power { fill: var(--power); opacity: .16; }
.line.mean { stroke: var(--ink); stroke-width: 1; stroke-dasharray: 5 4; opacity: .7; }
.cone { fill: var(--cone); opacity: .2; } .line.ahead { stroke: var(--cone); stroke-width: 1.5; stroke-dasharray: 5 4; }
table { width: 100%; border-collapse: collapse; font-size: 14px; }
caption { text-align: left; color: var(--quiet); padding-bottom: 6px; }
th, td { text-align: left; padding: 5px 8px 5px 0; border-bottom: 1px solid var(--rule); vertical-align: top; overflow-wrap: anywhere; }
thead th { color: var(--quiet); font-weight: 500; overflow-wrap: normal; }
tbody th { font-weight: 500; }
tbody tr:last-child th, tbody tr:last-child td { border-bottom: 0; }
.all td:not(:last-child) { white-space: nowrap; }
.place { color: var(--quiet); font-weight: 400; }
.pause-note { display: block; color: var(--quiet); font-weight: 400; }
svg.spark { display: inline-block; width: 64px; height: 18px; vertical-align: middle; margin-right: 8px; }
svg.bar { display: inline-block; width: 120px; max-width: 40%; height: 10px; vertical-align: middle; margin-right: 8px; }
.bar rect { fill: var(--level); }
code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .92em; background: var(--grid); border-radius: 4px; padding: 1px 5px; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; padding: 0; }
footer { color: var(--quiet); font-size: 14px; padding-bottom: 32px; }
@media (max-width: 599px) {
  table.all thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table.all tr { display: grid; grid-template-columns: 1fr 1fr; border-bottom: 1px solid var(--rule); padding: 8px 0; }
  table.all th { grid-column: 1 / -1; }
  table.all th, table.all td { border: 0; padding: 2px 8px 2px 0; }
}
@media print {
  :root { --paper: #fff; --card: #fff; --ink: #000; --quiet: #444; --rule: #ccc; --grid: #e5e5e5; --level: #1f6feb; --power: #b4540a; --cone: #1f6feb; --pause: #8a8f98; --p0: #0f9d76; --p1: #8250df; --p2: #bf3989; --p3: #9a6700; --none: #8a8f98; }
  body { font-size: 12px; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  main, footer { max-width: none; padding: 0; }
  header { padding-top: 0; }
  section { border: 0; padding: 0; border-radius: 0; }
  section, tr, figure { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  .beside { grid-template-columns: minmax(0, 1fr); }
  svg.wide { display: block; } svg.narrow { display: none; }
}
`;

/** Light and dark by what the reader prefers; print is light. A style is no text of HTML: nothing in it is escaped. */
export const STYLE: Html = { markup: CSS };
