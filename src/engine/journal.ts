// SPDX-License-Identifier: MIT
import { createHash } from "node:crypto";
import type { Entry } from "./entry.ts";
import { type Line, lineOf, type Session } from "./journal-line.ts";

/** The durable record of travel mode: on disk before the first write, gone after the last value is back. */
export interface Journal extends Session {
  readonly entries: readonly Entry[];
}

/** A journal as it was found: what is readable of it, and sentences about what is not. */
export interface ReadJournal {
  readonly journal: Journal | null;
  readonly damage: readonly string[];
}

/**
 * One JSON line for the session, one for each entry, one that counts them; each behind the first 16 digits of its SHA-256,
 * so that a torn or edited file still gives back every line that is whole.
 */
export function formatJournal(journal: Journal): string {
  const { entries, ...session } = journal;
  const lines = [
    { travelmode: 1, ...session },
    ...entries.map((entry) => ({ boot: journal.bootId, ...entry })),
    { count: entries.length },
  ];
  return lines
    .map((line) => JSON.stringify(line))
    .map((json) => `${checksum(json)} ${json}\n`)
    .join("");
}

/** Reads what `formatJournal` wrote. Without its first line, the session is taken to be ending: what is readable is put back. */
export function parseJournal(text: string): ReadJournal {
  const lines = text.split("\n").filter((line) => line !== "");
  const records = lines.map(parseLine);
  const session = records.flatMap((record) => (record.kind === "session" ? [record.session] : []))[0];
  const entries = records.flatMap((record) => (record.kind === "entry" ? [record] : []));
  const bootId = session?.bootId ?? entries[0]?.boot;
  const damage = damageOf(records, entries.length, session !== undefined);
  if (bootId === undefined) return { journal: null, damage };
  return { journal: { ...(session ?? unknownSession(bootId)), entries: entries.map(({ entry }) => entry) }, damage };
}

const checksum = (json: string): string => createHash("sha256").update(json).digest("hex").slice(0, 16);

function parseLine(line: string): Line {
  const json = line.slice(17);
  return line.slice(0, 17) === `${checksum(json)} ` ? lineOf(parseJson(json)) : { kind: "damaged" };
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function damageOf(records: readonly Line[], entryCount: number, hasSession: boolean): readonly string[] {
  const damaged = records.filter(({ kind }) => kind === "damaged").length;
  const expected = records.flatMap((record) => (record.kind === "count" ? [record.count] : []))[0];
  return [
    ...(hasSession ? [] : ["its first line is damaged: the profile is unknown"]),
    ...(damaged > 0 ? [`${damaged} of its ${records.length} lines cannot be read`] : []),
    ...(expected === undefined ? ["its last line is missing"] : []),
    ...(expected !== undefined && expected > entryCount ? [`${expected - entryCount} saved values are lost`] : []),
  ];
}

const unknownSession = (bootId: string): Session => ({
  mode: "ending",
  profile: { name: "unknown", title: "", onCharger: "all", wishes: {}, source: "" },
  bootId,
  sinceMs: 0,
  leave: [],
  start: { percent: null, energyWh: null },
});
