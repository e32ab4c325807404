// SPDX-License-Identifier: MIT
import type { LastSession, SettingStatus } from "../../engine/engine.ts";
import { alarmLines } from "../../text/alarm-lines.ts";
import { merged, minorLines } from "../../text/change-table.ts";
import { clean, wrap } from "../../text/display-width.ts";
import { durationText, momentText } from "../../text/duration.ts";
import { heldTable } from "../../text/held-table.ts";
import { type Look, paint } from "../../text/look.ts";
import type { Seen } from "../../text/seen.ts";
import { tableLines } from "../../text/table.ts";
import { waysBack } from "../../text/ways-back.ts";
import { activePause, wishLines } from "../../text/wish-lines.ts";

export interface StatusView {
  readonly look: Look;
  readonly verbose: boolean;
  readonly nowMs: number;
}

/** Whether travel mode is on, what it has changed with the values now, and the last session where it is off. */
export function statusLines(status: Seen, view: StatusView): readonly string[] {
  const { look } = view;
  return [
    ...headLines(status, view),
    ...wishLines(status, view.nowMs).flatMap((line) => wrap(line, look.columns)),
    ...(status.mode === "off" && status.last !== null ? lastLines(status.last, view) : []),
    ...section(heldLines(status.settings, view)),
    ...section(movedLines(status.settings, view)),
    ...section(otherLines(status.settings, look)),
    ...section(alarmLines(status.damage, look)),
    ...section(status.waiting.flatMap((line) => wrap(line, look.columns))),
    ...section(waysBack(status.settings)),
    ...elsewhereLines(status),
  ];
}

const section = (lines: readonly string[]): readonly string[] => (lines.length === 0 ? [] : ["", ...lines]);

function headLines(seen: Seen, { look, nowMs }: StatusView): readonly string[] {
  const { mode, profile, sinceMs, rebooted } = seen;
  if (mode === "off") return [paint(look, "heading", offText(seen, nowMs))];
  if (mode === "ending")
    return [paint(look, "attention", "Travel mode is ending: not everything is put back yet. Once more: travelmode off")];
  const since = sinceMs === null ? "" : `, since ${momentText(sinceMs, nowMs)} (${durationText(nowMs - sinceMs)})`;
  const head = paint(look, "heading", `Travel mode is on: ${profile ?? look.signs.unknown}`) + since;
  return rebooted ? [head, "The laptop was restarted meanwhile: travelmode on applies it anew, travelmode off ends it."] : [head];
}

const offText = ({ wishes }: Seen, nowMs: number): string =>
  activePause(wishes, nowMs) === null ? "Travel mode is off." : "Travel mode is paused: every setting has its saved value.";

/** The session before, in a line or two. */
function lastLines(last: LastSession, { look, nowMs }: StatusView): readonly string[] {
  const { profile, fromMs, untilMs, fromPercent, untilPercent, meanPowerW } = last;
  const times = `${momentText(fromMs, nowMs)} to ${momentText(untilMs, nowMs)} (${durationText(untilMs - fromMs)})`;
  const charge =
    fromPercent === null || untilPercent === null
      ? []
      : [`${Math.round(fromPercent)} % ${look.signs.arrow} ${Math.round(untilPercent)} %`];
  const power = meanPowerW === null ? [] : [`${meanPowerW.toFixed(1)} W on average`];
  return [`Last time: ${[`${profile}, ${times}`, ...charge, ...power].join(", ")}`, ...seenLine(last)];
}

/** What is known of it beside its charge: "12 settings changed; asleep for 2 h of it, which cost 1.3 Wh". */
function seenLine({ changes, sleepMs, sleepLostWh }: LastSession): readonly string[] {
  const changed = changes ? [changes === 1 ? "1 setting changed" : `${changes} settings changed`] : [];
  const cost = sleepLostWh ? `, which cost ${sleepLostWh.toFixed(1)} Wh` : "";
  const slept = sleepMs && sleepMs >= SHORTEST_SLEEP_MS ? [`asleep for ${durationText(sleepMs)} of it${cost}`] : [];
  const line = [...changed, ...slept].join("; ");
  return line === "" ? [] : [line.charAt(0).toUpperCase() + line.slice(1)];
}

const SHORTEST_SLEEP_MS = 60_000;

const isHeld = ({ state, owner }: SettingStatus): boolean => state === "held" && owner === "ours";

/** What is as travel mode left it, with the value now; what it found as wished, when asked for. */
function heldLines(settings: readonly SettingStatus[], { look, verbose }: StatusView): readonly string[] {
  const shown = settings.filter((one) => isHeld(one) && one.role === "turned" && (verbose || one.original !== one.value));
  const minor = shown.map((one) => ({ ...one, from: one.original, to: nowBeside(one, look) }));
  return [...heldTable(shown, look), ...minorLines(minor, look)];
}

/** What only moved along, when asked for. */
function movedLines(settings: readonly SettingStatus[], { look, verbose }: StatusView): readonly string[] {
  const moved = settings
    .filter((one) => verbose && isHeld(one) && one.role === "dragged")
    .map((one) => ({ ...one, minor: false }));
  return moved.length === 0 ? [] : [paint(look, "heading", "Moved along, or could have been:"), ...heldTable(moved, look)];
}

/** A small one is told twice only where somebody has moved it a little. */
const nowBeside = ({ value, now }: SettingStatus, { signs }: Look): string =>
  now === value ? value : `${value} (now ${now ?? signs.unknown})`;

function otherLines(settings: readonly SettingStatus[], look: Look): readonly string[] {
  const rows = settings
    .filter((one) => !isHeld(one))
    .map((one) => ({ title: one.title, place: one.place, says: stateText(one, look) }));
  if (rows.length === 0) return [];
  const cells = merged(rows).map(({ title, place, says }) => [title, place, says]);
  return [
    paint(look, "heading", "Not as travel mode left it:"),
    ...tableLines([{}, { gives: 2 }, { gives: 1, wraps: true }], cells, look),
  ];
}

function stateText({ state, owner, now, value, original }: SettingStatus, { signs }: Look): string {
  const current = now ?? signs.unknown;
  if (state === "pending") return `now ${current}; its saved value ${original} could not be put back yet`;
  if (owner === "yours") return `yours: now ${current}, before travel mode ${original}`;
  return `now ${current}, travel mode had ${value}: changed, so it is yours`;
}

function elsewhereLines({ elsewhere }: Seen): readonly string[] {
  if (elsewhere === null) return [];
  return ["", `The travel mode of ${elsewhere.who} is on (${clean(elsewhere.profile)}).`];
}
