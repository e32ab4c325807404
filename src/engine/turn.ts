// SPDX-License-Identifier: MIT
import type { Setting, Way } from "../knobs/knob.ts";
import type { Machine } from "../machine/doors.ts";
import { done, type Failure, type RawText, type Reading, type Writing } from "../machine/reading.ts";
import type { Aim } from "./aim.ts";
import type { Outcome } from "./report.ts";
import { isRefusedValue, isRights, outcomeOf, sentence } from "./sentences.ts";

/** How turning one setting ended. */
export interface Turned {
  readonly outcome: Outcome;
  readonly to: RawText;
  /** As read back; null where that failed. */
  readonly found: RawText | null;
  readonly way: string;
  readonly why?: string;
}

/**
 * Writes one setting and reads it back: this is the only place in the project that writes a setting. A way that
 * lacks the rights gives way to the next; a refused value to the wish's next alternative.
 */
export async function turn(machine: Machine, aim: Aim): Promise<Turned> {
  let turned = await attempt(machine, aim, aim.to);
  for (const to of alternatives(aim)) {
    if (turned.refused !== true) break;
    turned = await attempt(machine, aim, to);
  }
  const { refused: _, ...result } = turned;
  return result;
}

function alternatives({ wish, surveyed, entry, to }: Aim): readonly RawText[] {
  const rest = (wish ?? []).slice(1).flatMap((alternative) => {
    const encoded = surveyed.setting.encode([alternative], entry.original);
    return encoded.kind === "to" ? [encoded.raw] : [];
  });
  return rest.filter((raw) => raw !== to);
}

type Attempt = Turned & { readonly refused?: boolean };

async function attempt(machine: Machine, aim: Aim, to: RawText): Promise<Attempt> {
  const { setting, ways } = aim.surveyed;
  const refusals = to === aim.entry.original ? [] : ((await setting.refusals?.(to)) ?? []);
  if (refusals.length > 0) return { outcome: "unavailable", to, found: aim.from, way: "", why: refusals.join("; ") };
  const candidates = ways.length > 0 ? ways : setting.ways;
  let last: { readonly way: Way; readonly failure: Failure } | undefined;
  for (const way of candidates) {
    const writing = await put(machine, way, to);
    if (writing.kind === "done") return readBack(machine, aim, { to, way });
    last = { way, failure: writing };
    if (!isRights(writing)) break;
  }
  if (last === undefined) return { outcome: "unavailable", to, found: null, way: "", why: "there is no way to write it here" };
  const { way, failure } = last;
  if (await hasEnded(setting)) return ended(aim, { to, way });
  return {
    outcome: outcomeOf(failure),
    to,
    found: aim.from,
    way: way.name,
    why: sentence(failure),
    refused: isRefusedValue(failure),
  };
}

async function put({ files, bus, signals }: Machine, way: Way, to: RawText): Promise<Writing> {
  if (way.kind === "file") return files.write(way.path, to);
  if (way.kind === "signal") return signals.send(way.process, way.signal(to));
  const reply = await bus.call(way.call(to));
  return reply.kind === "error" ? reply : done;
}

const SETTLE_MS = 50;
const SETTLE_ROUNDS = 20;

/** A service may answer before the value shows, and so may a file behind a slow controller; others show it at once. */
async function readBack({ clock }: Machine, aim: Aim, wrote: { to: RawText; way: Way }): Promise<Turned> {
  const { to, way } = wrote;
  const { from, surveyed } = aim;
  const { setting } = surveyed;
  const later = way.kind !== "file" || setting.showsLater === true;
  let reading = await setting.read();
  for (let round = 0; later && round < SETTLE_ROUNDS && !matches(setting, to, reading); round++) {
    await clock.sleep(SETTLE_MS);
    reading = await setting.read();
  }
  const result = { to, way: way.name };
  if (reading.kind === "absent" && setting.mortal === true) return ended(aim, wrote);
  if (reading.kind === "absent") return { ...result, outcome: "pending", found: null, why: "it vanished after it was written" };
  if (reading.kind === "error")
    return { ...result, outcome: "failed", found: null, why: `it cannot be read back: ${sentence(reading)}` };
  const found = reading.value;
  if (matches(setting, to, reading)) return { ...result, outcome: "applied", found };
  if (found === from) return { ...result, outcome: "failed", found, why: "it was taken without an error, and ignored" };
  return { ...result, outcome: "clamped", found, why: `it was clamped to ${setting.show(found)}` };
}

const hasEnded = async (setting: Setting): Promise<boolean> =>
  setting.mortal === true && (await setting.read()).kind === "absent";

/** Of what has come to its end nothing is left to be put back; and nothing can be wished for. */
const ended = ({ kind }: Aim, { to, way }: { to: RawText; way: Way }): Turned =>
  kind === "put back"
    ? { outcome: "applied", to, found: null, way: way.name }
    : { outcome: "unavailable", to, found: null, way: way.name, why: "it has ended" };

const matches = (setting: Setting, to: RawText, reading: Reading<RawText>): boolean =>
  reading.kind === "value" && (reading.value === to || (setting.accepts?.(to, reading.value) ?? false));
