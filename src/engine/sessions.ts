// SPDX-License-Identifier: MIT
import * as v from "valibot";
import type { StateFolder } from "../machine/state-folder.ts";
import type { LastSession } from "./engine.ts";

const SESSIONS = "sessions.json";
const MOST = 100;

/** The sessions that have ended, the newest last; what cannot be read is left out. */
export function readSessions(folder: StateFolder): readonly LastSession[] {
  const text = folder.read(SESSIONS);
  const list = text.kind === "value" ? v.safeParse(LIST, text.value) : null;
  if (!list?.success) return [];
  return list.output.flatMap((one) => {
    const parsed = v.safeParse(SESSION, one);
    return parsed.success ? [parsed.output] : [];
  });
}

/** Keeps a session among the last hundred; failing is no fault. One that ended twice, as a crash came in between, is there once. */
export function keepSession(folder: StateFolder, session: LastSession): void {
  const others = readSessions(folder).filter(({ fromMs }) => fromMs !== session.fromMs);
  const lines = [...others, session].slice(-MOST).map((one) => JSON.stringify(one));
  folder.replace(SESSIONS, `[\n${lines.join(",\n")}\n]\n`);
}

const unknown = v.optional(v.nullable(v.number()), null);

/** One session as it is kept; earlier versions knew less of it. */
export const SESSION = v.object({
  profile: v.string(),
  fromMs: v.number(),
  untilMs: v.number(),
  fromPercent: v.nullable(v.number()),
  untilPercent: v.nullable(v.number()),
  meanPowerW: v.nullable(v.number()),
  sleepMs: unknown,
  sleepLostWh: unknown,
  changes: unknown,
});

const LIST = v.pipe(v.string(), v.parseJson(), v.array(v.unknown()));
