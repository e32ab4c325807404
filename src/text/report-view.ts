// SPDX-License-Identifier: MIT
import type { Change, ChangeResult, Plan, Report, Skip } from "../engine/report.ts";
import { changeLines, type ShownChange } from "./change-table.ts";
import { isMissed, isMissedSkip } from "./completeness.ts";
import type { SavedBy } from "./expected-saving.ts";
import { type Look, paint } from "./look.ts";
import { type Reasoned, reasonLines } from "./reason-table.ts";
import { savedCell } from "./saving-words.ts";

export interface ReportView {
  readonly look: Look;
  readonly verbose: boolean;
  /** The command that does the same as root: "sudo travelmode on". */
  readonly asRoot: string;
  /** What the profile's wishes were found to save here. */
  readonly savedBy?: SavedBy;
}

/** What was changed, from what to what, by which way. */
export function doneLines({ results, profile }: Report, { look, savedBy }: ReportView): readonly string[] {
  const moved = results.filter(({ outcome, from, to }) => outcome === "clamped" || (outcome === "applied" && from !== to));
  return changeLines(
    moved.map((result) => ({ ...shownResult(result, profile), ...savesOf(result, savedBy) })),
    look,
  );
}

/** What would be changed: the same rows as `doneLines` prints afterwards. */
export function planLines({ changes, questions, profile }: Plan, { look, savedBy }: ReportView): readonly string[] {
  const asked = questions.map(({ change, uses }) => ({ ...change, why: `in use, so you are asked: ${uses.join(", ")}` }));
  return [
    ...changeLines(
      changes.map((change) => ({
        ...change,
        from: change.shown.from,
        to: change.shown.to,
        way: wayOf(change, profile),
        ...savesOf(change, savedBy),
      })),
      look,
    ),
    ...reasonLines("Asked first:", asked, { look, style: "attention" }),
  ];
}

/** What this machine could do and was not done. */
export function missedLines(report: Report, view: ReportView): readonly string[] {
  const results = report.results.filter(isMissed).map(missedResult);
  return [
    ...reasonLines("Not done:", [...results, ...missedSkips(report.skips)], { look: view.look, style: "bad" }),
    ...rootLines(report.skips, view),
  ];
}

/** The skips, and with them what turned out to be impossible when it was tried. */
export const passedOver = ({ results, skips }: Report): readonly Skip[] => [
  ...skips,
  ...results.flatMap((result): readonly Skip[] =>
    result.outcome === "unavailable" && !isMissed(result)
      ? [{ ...result, kind: "unavailable", why: result.why ?? "not possible" }]
      : [],
  ),
];

/** What was passed over, section by section. */
export function skipLines(skips: readonly Skip[], view: ReportView): readonly string[] {
  const shown = skips.filter(({ minor }) => view.verbose || !minor);
  const of = (...kinds: readonly Skip["kind"][]): readonly Skip[] => shown.filter(({ kind }) => kinds.includes(kind));
  const { look } = view;
  return [
    ...reasonLines("Yours:", of("yours"), { look, style: "heading" }),
    ...reasonLines("Left alone:", of("left", "owned", "protected"), { look, style: "heading" }),
    ...reasonLines("Not possible here:", of("unavailable"), { look, style: "heading" }),
    ...sameLines(skips, view),
  ];
}

/** The same for a plan: nothing has been tried yet, so what is in the way is told with the rest. */
export function planSkipLines(skips: readonly Skip[], view: ReportView): readonly string[] {
  const missed = missedSkips(skips);
  return [
    ...reasonLines("Would not be done:", missed, { look: view.look, style: "attention" }),
    ...rootLines(skips, view),
    ...skipLines(skips, view),
  ];
}

function shownResult(result: ChangeResult, profile: string | null): ShownChange {
  const { title, place, minor, shown, found, outcome } = result;
  const to = outcome === "clamped" && found !== null ? found : shown.to;
  return { title, place, minor, from: shown.from, to, way: wayOf(result, profile) };
}

const savesOf = ({ knob, kind }: Pick<Change, "knob" | "kind">, savedBy: SavedBy | undefined): Pick<ShownChange, "saves"> =>
  kind === "apply" ? { saves: savedCell(savedBy?.(knob) ?? null) } : {};

/** While a profile is applied, a row that goes the other way says so. */
const wayOf = ({ way, kind }: Pick<ChangeResult, "way" | "kind">, profile: string | null): string =>
  kind === "put back" && profile !== null ? `${way}, put back` : way;

function missedResult({ title, place, shown, outcome, found, why }: ChangeResult): Reasoned {
  const clamped = `asked for ${shown.to}, took ${found ?? "another value"}`;
  return { title, place, why: outcome === "clamped" ? [clamped, why].filter(Boolean).join(": ") : (why ?? outcome) };
}

const missedSkips = (skips: readonly Skip[]): readonly Skip[] =>
  skips.filter((skip) => isMissedSkip(skip) && skip.kind !== "rights");

function rootLines(skips: readonly Skip[], { look, asRoot }: ReportView): readonly string[] {
  const count = skips.filter(({ kind }) => kind === "rights").length;
  if (count === 0) return [];
  return ["", paint(look, "attention", `${count === 1 ? "1 setting needs" : `${count} settings need`} root: ${asRoot}`)];
}

function sameLines(skips: readonly Skip[], { verbose }: ReportView): readonly string[] {
  const count = skips.filter(({ kind }) => kind === "same").length;
  if (!verbose || count === 0) return [];
  return ["", `${count === 1 ? "1 setting was" : `${count} settings were`} already as wished.`];
}
