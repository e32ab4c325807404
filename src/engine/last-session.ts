// SPDX-License-Identifier: MIT
import * as v from "valibot";
import type { Files, Machine } from "../machine/doors.ts";
import type { StateFolder } from "../machine/state-folder.ts";
import { readPower } from "../power/read-power.ts";
import type { LastSession } from "./engine.ts";
import type { Journal } from "./journal.ts";
import type { Session } from "./journal-line.ts";

const LAST = "last-session.json";

/** The charge now, for the session's beginning or end. */
export function startOfSession(files: Files): Session["start"] {
  const { percent, energyWh } = readPower(files);
  return { percent, energyWh };
}

/** Keeps what `status` tells when travel mode is off. It is only for telling: failing to keep it is no fault. */
export function recordLastSession(folder: StateFolder, { files, clock }: Machine, journal: Journal): void {
  const end = startOfSession(files);
  const untilMs = clock.now();
  const session: LastSession = {
    profile: journal.profile.name,
    fromMs: journal.sinceMs,
    untilMs,
    fromPercent: journal.start.percent,
    untilPercent: end.percent,
    meanPowerW: meanPowerW(journal.start.energyWh, end.energyWh, untilMs - journal.sinceMs),
  };
  folder.replace(LAST, `${JSON.stringify(session)}\n`);
}

export function readLastSession(folder: StateFolder): LastSession | null {
  const text = folder.read(LAST);
  if (text.kind !== "value") return null;
  const parsed = v.safeParse(SESSION, text.value);
  return parsed.success ? parsed.output : null;
}

const SHORTEST_MS = 60_000;

/** What was drawn from the battery, on average; null when it was charged meanwhile, or for less than a minute. */
function meanPowerW(fromWh: number | null, untilWh: number | null, durationMs: number): number | null {
  if (fromWh === null || untilWh === null || durationMs < SHORTEST_MS || untilWh >= fromWh) return null;
  return (fromWh - untilWh) / (durationMs / 3_600_000);
}

const SESSION = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    profile: v.string(),
    fromMs: v.number(),
    untilMs: v.number(),
    fromPercent: v.nullable(v.number()),
    untilPercent: v.nullable(v.number()),
    meanPowerW: v.nullable(v.number()),
  }),
);
