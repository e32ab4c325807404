// SPDX-License-Identifier: MIT
import { type KnobId, SAVED, type Setting } from "../knobs/knob.ts";
import type { RawText } from "../machine/reading.ts";
import type { Aim, Draft, DraftInput, Judged } from "./aim.ts";
import { addSkips } from "./draft-skips.ts";
import type { Entry, Undo } from "./entry.ts";
import { judgeAll } from "./judge-all.ts";
import { type Surveyed, withDragged } from "./survey.ts";

/** Every setting of the survey judged, and given an aim or a reason for none. Pure: the same survey and journal give the same draft. */
export function draft(input: DraftInput): Draft {
  const judged = judgeAll(input);
  const aims = judged.flatMap((one) => aimFor(input, one));
  const aimed = new Set(aims.map(({ surveyed }) => surveyed.setting.id));
  const reached = new Set(judged.filter(({ now }) => now !== null).map(({ surveyed }) => surveyed.setting.id));
  const moving = new Set(
    aims.filter(({ kind, from, to }) => kind === "apply" || from !== to).map(({ surveyed }) => surveyed.knob.id),
  );
  const movedAlong = withDragged(
    judged.map(({ surveyed }) => surveyed.knob),
    moving,
  );
  return {
    surveyed: input.survey.settings,
    missing: input.survey.missing,
    aims: inOrder(aims),
    dragged: judged.filter(({ surveyed }) => !aimed.has(surveyed.setting.id)).flatMap((one) => draggedEntry(one, movedAlong)),
    entries: input.entries.filter(({ setting }) => !input.survey.gone.has(setting)),
    stranded: input.entries.filter(({ setting }) => !reached.has(setting) && !input.survey.gone.has(setting)),
    skips: addSkips(input, judged, aims),
  };
}

function aimFor(input: DraftInput, judged: Judged): readonly Aim[] {
  const { now, entry, verdict, surveyed } = judged;
  if (now === null || (surveyed.ways.length === 0 && entry === undefined)) return [];
  if (verdict.owner === "yours") return [aim(judged, now, { to: verdict.value, kind: "put back", owner: "yours" })];
  const to = wished(judged, entry?.original ?? now, input.byHand === true);
  if (to !== null) return [aim(judged, now, { to, kind: "apply", owner: "ours" })];
  if (entry === undefined || staysDragged(input, judged) || input.later?.includes(surveyed.knob.id)) return [];
  return [aim(judged, now, { to: entry.original, kind: "put back", owner: "ours" })];
}

/** What the wish means here, as raw text; null where it means nothing. Profiles leave what is thriftier already, a person need not. */
function wished({ surveyed, wish, left, entry }: Judged, original: RawText, byHand: boolean): RawText | null {
  if (wish === undefined || left) return null;
  if (byHand && wish[0] === SAVED) return entry === undefined ? null : original;
  const encoded = surveyed.setting.encode(wish, original);
  if (encoded.kind === "to") return encoded.raw;
  return byHand && encoded.kind === "leave" ? (encoded.wished ?? null) : null;
}

/**
 * What was only dragged along stays as it is while the profile still turns what drags it. What another program looks after by now follows
 * that one, whoever had turned it: its owner is asked, not overruled.
 */
function staysDragged({ profile, survey, leave }: DraftInput, { entry, surveyed: { knob, setting } }: Judged): boolean {
  if (profile === null || (entry?.role !== "dragged" && setting.heldBy === undefined)) return false;
  const turned = Object.keys(profile.wishes).filter(
    (id) => !leave.includes(id) && (id !== knob.id || setting.heldBy !== undefined),
  );
  return withDragged(
    survey.settings.map((one) => one.knob),
    new Set(turned),
  ).has(knob.id);
}

function aim(judged: Judged, now: RawText, target: { to: RawText; kind: Aim["kind"]; owner: Entry["owner"] }): Aim {
  const { surveyed, entry, wish } = judged;
  const { to, kind, owner } = target;
  const role = kind === "apply" ? "turned" : (entry?.role ?? "turned");
  const fresh = entry ?? entryOf(surveyed, now, role);
  return {
    surveyed,
    from: now,
    to,
    kind,
    wish: kind === "apply" ? (wish ?? null) : null,
    entry: { ...fresh, role, owner, state: "intended", value: to },
  };
}

/** Whatever it is moved to is ours: the user's own values have aims, which bring them back. */
function draggedEntry({ surveyed, now, entry }: Judged, moved: ReadonlySet<KnobId>): readonly Entry[] {
  if (now === null) return [];
  if (entry !== undefined) return [{ ...entry, state: "intended", owner: "ours" }];
  const isMoved = moved.has(surveyed.knob.id) && surveyed.setting.standsAlone !== true;
  return isMoved ? [entryOf(surveyed, now, "dragged")] : [];
}

/** A first entry: its original is the value now. */
export function entryOf({ knob, setting, ways }: Surveyed, now: RawText, role: Entry["role"]): Entry {
  return {
    setting: setting.id,
    label: `${knob.title} ${setting.place}`,
    original: now,
    state: "intended",
    role,
    value: now,
    owner: "ours",
    lasts: setting.lasts,
    restoreRank: setting.restoreRank(now),
    undo: undoOf(setting, ways, now),
    note: "",
  };
}

function undoOf({ ways: all, lowerIsOurs, alwaysBack }: Setting, ways: Surveyed["ways"], original: RawText): Undo {
  const way = ways[0] ?? all[0];
  if (way === undefined) return { kind: "command", argv: [], way: "nothing" };
  if (way.kind === "signal") return { kind: "process", process: way.process, way: way.name };
  if (way.kind === "bus") return { kind: "command", argv: way.command(original), way: way.name };
  const { path, name, numbered } = way;
  const manners = {
    ...(numbered ? { numbered } : {}),
    ...(lowerIsOurs ? { lowerIsOurs } : {}),
    ...(alwaysBack ? { alwaysBack } : {}),
  };
  return { kind: "file", path, way: name, ...manners };
}

/** What goes back goes first, in the order of the way back from where things are by now; then what is applied. */
function inOrder(aims: readonly Aim[]): readonly Aim[] {
  const back = aims.filter(({ kind }) => kind === "put back");
  const apply = aims.filter(({ kind }) => kind === "apply");
  return [
    ...back.toSorted((a, b) => rankBack(a) - rankBack(b)),
    ...apply.toSorted((a, b) => a.surveyed.setting.enterRank - b.surveyed.setting.enterRank),
  ];
}

const rankBack = ({ surveyed, to }: Aim): number => surveyed.setting.restoreRank(to);
