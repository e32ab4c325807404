// SPDX-License-Identifier: MIT
import type { ChangeResult, Reason, Report } from "../engine/report.ts";
import { merged } from "../text/change-table.ts";
import { isMissed } from "../text/completeness.ts";
import { clean } from "../text/display-width.ts";
import type { LogEntry } from "./state.ts";

/** What was done, and why, in a sentence or two for log and foot. */
export function reportEntry(report: Report, atMs: number): LogEntry {
  const missed = missedPhrase(report.results.filter(isMissed));
  const kept = keptPhrase(report);
  const trouble = [...kept, ...missed, ...report.warnings, ...report.damage];
  const isAllKept = kept.length > 0 && report.results.length === 0;
  const sentence = [...(isAllKept ? [] : [`${headOf(report)}${changesPhrase(report.results)}.`]), ...trouble].join(" ");
  return { atMs, kind: trouble.length > 0 ? "trouble" : "done", sentence: clean(sentence) };
}

/** A report on one thing alone is of one that somebody has turned. */
function headOf(report: Report): string {
  const { profile, reason, results, skips } = report;
  const isOneThing =
    new Set([...results, ...skips].map(({ knob }) => knob)).size === 1 && results.some(({ kind }) => kind === "apply");
  if (isOneThing && reason === "user") return "By hand";
  return `${profile === null ? "Settings put back" : `Travel mode: ${profile}`}, ${REASONS[reason]}`;
}

const REASONS: Readonly<Record<Reason, string>> = {
  user: "by hand",
  unplugged: "as the charger was unplugged",
  "plugged-in": "as a charger went in",
  "battery-level": "by a rule for the battery's level",
  trip: "for the trip",
  resume: "after sleep",
  recovery: "after an interruption",
};

/** As many as can be read at a glance. */
const MOST = 3;

function changesPhrase(results: readonly ChangeResult[]): string {
  const moved = results.filter(({ outcome, from, to }) => outcome === "applied" && from !== to);
  if (moved.length === 0) return ": nothing had to be changed";
  const rows = merged(
    moved.toSorted((a, b) => Number(a.minor) - Number(b.minor)).map(({ title, place, shown }) => ({ title, place, shown })),
  );
  const named = rows.slice(0, MOST).map(({ title, shown }) => `${title} ${shown.to} (was ${shown.from})`);
  const rest = rows.length - named.length;
  return `: ${named.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

/** What is in use and so was kept; and where only one thing was asked for, whatever kept it. */
function keptPhrase({ results, skips }: Report): readonly string[] {
  const isOneThing = results.length === 0 && new Set(skips.map(({ knob }) => knob)).size === 1;
  const kept = skips.filter(({ kind }) => kind === "in-use" || (isOneThing && kind !== "same" && kind !== "left"));
  return [...new Set(kept.map(({ title, why }) => `Left as it is: ${title} (${why}).`))];
}

function missedPhrase(missed: readonly ChangeResult[]): readonly string[] {
  const [first] = missed;
  if (first === undefined) return [];
  const others = missed.length > 1 ? ` (and ${missed.length - 1} more)` : "";
  return [`Not done: ${first.title}${others}: ${first.why ?? first.outcome}.`];
}
