// SPDX-License-Identifier: MIT
import type { ChangeResult, Reason, Report } from "../engine/report.ts";
import { merged } from "../text/change-table.ts";
import { isMissed } from "../text/completeness.ts";
import { clean } from "../text/display-width.ts";
import type { LogEntry } from "./state.ts";

/** What was done, and why, in a sentence or two for log and foot. */
export function reportEntry(report: Report, atMs: number): LogEntry {
  const missed = missedPhrase(report.results.filter(isMissed));
  const trouble = [...missed, ...report.warnings, ...report.damage];
  const sentence = [`${headOf(report)}${changesPhrase(report.results)}.`, ...trouble].join(" ");
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

function missedPhrase(missed: readonly ChangeResult[]): readonly string[] {
  const [first] = missed;
  if (first === undefined) return [];
  const others = missed.length > 1 ? ` (and ${missed.length - 1} more)` : "";
  return [`Not done: ${first.title}${others}: ${first.why ?? first.outcome}.`];
}
