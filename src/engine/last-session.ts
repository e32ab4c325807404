// SPDX-License-Identifier: MIT
import * as v from "valibot";
import type { Files, Machine } from "../machine/doors.ts";
import type { StateFolder } from "../machine/state-folder.ts";
import { readPower } from "../power/read-power.ts";
import type { LastSession } from "./engine.ts";
import type { Session, Tally } from "./journal-line.ts";
import { keepSession, SESSION } from "./sessions.ts";

const LAST = "last-session.json";

/** The charge now, for the session's beginning or end. */
export function startOfSession(files: Files): Session["start"] {
  const { percent, energyWh } = readPower(files);
  return { percent, energyWh };
}

/** Keeps what `status` tells when travel mode is off. It is only for telling: failing to keep it is no fault. */
export function recordLastSession(folder: StateFolder, { files, clock }: Machine, journal: Session): void {
  const { profile, start, sinceMs, tally = UNTOLD } = journal;
  const end = startOfSession(files);
  const untilMs = clock.now();
  const session: LastSession = {
    profile: profile.name,
    fromMs: sinceMs,
    untilMs,
    fromPercent: start.percent,
    untilPercent: end.percent,
    meanPowerW: meanPowerW({ fromWh: start.energyWh, untilWh: end.energyWh, durationMs: untilMs - sinceMs }, tally),
    ...tally,
  };
  folder.replace(LAST, `${JSON.stringify(session)}\n`);
  keepSession(folder, session);
}

export function readLastSession(folder: StateFolder): LastSession | null {
  const text = folder.read(LAST);
  if (text.kind !== "value") return null;
  const parsed = v.safeParse(LAST_SESSION, text.value);
  return parsed.success ? parsed.output : null;
}

const UNTOLD: Tally = { sleepMs: null, sleepLostWh: null, changes: null };

const SHORTEST_MS = 60_000;

interface Span {
  readonly fromWh: number | null;
  readonly untilWh: number | null;
  readonly durationMs: number;
}

/**
 * What was drawn from the battery while awake, on average; null when it was charged meanwhile, for less than a minute, or where it is not
 * known what a known sleep has lost.
 */
function meanPowerW({ fromWh, untilWh, durationMs }: Span, { sleepMs, sleepLostWh }: Tally): number | null {
  const lostWh = sleepMs === null || sleepMs === 0 ? 0 : sleepLostWh;
  if (fromWh === null || untilWh === null || lostWh === null) return null;
  const [awakeWh, awakeMs] = [fromWh - untilWh - lostWh, durationMs - (sleepMs ?? 0)];
  return awakeMs < SHORTEST_MS || awakeWh <= 0 ? null : awakeWh / (awakeMs / 3_600_000);
}

const LAST_SESSION = v.pipe(v.string(), v.parseJson(), SESSION);
