// SPDX-License-Identifier: MIT
import type { LastSession } from "../engine/engine.ts";
import { durationText } from "../text/duration.ts";
import type { LogEntry } from "./state.ts";

/** As many as fill a page. */
const MOST = 20;

/** Sessions that have ended, as the first entries of the log. */
export const sessionEntries = (sessions: readonly LastSession[]): readonly LogEntry[] =>
  sessions.slice(-MOST).map((session) => ({ atMs: session.untilMs, kind: "news", sentence: sentence(session) }));

function sentence({ profile, fromMs, untilMs, fromPercent, untilPercent, meanPowerW }: LastSession): string {
  const charge =
    fromPercent === null || untilPercent === null ? [] : [`from ${Math.round(fromPercent)} % to ${Math.round(untilPercent)} %`];
  const power = meanPowerW === null ? [] : [`${meanPowerW.toFixed(1)} W on average`];
  return `${[`Travel mode ended: ${profile} for ${durationText(untilMs - fromMs)}`, ...charge, ...power].join(", ")}.`;
}
