// SPDX-License-Identifier: MIT
import { TravelError } from "../../errors.ts";
import { PAUSE_PARTS, type PausePart } from "../../keeper/wishes/wishes.ts";
import { momentText } from "../../text/duration.ts";
import { PAUSED } from "../../text/wish-lines.ts";
import type { Input, Run } from "../session.ts";
import { showReport } from "../show-report.ts";
import { secondsTyped } from "../typed-duration.ts";
import { whoeverHasIt } from "../who-turns.ts";

/** `travelmode pause [DURATION] [cpu|screen|all]`: the saved values for so long, then back under the profile. */
export const pause: Run = async (session, input) => {
  const { part, durationS } = typed(input);
  const mode = await whoeverHasIt(session);
  const { profile } = await mode.outline();
  const report = await mode.pause(part, durationS);
  const nowMs = session.laptop.machine.clock.now();
  const until = durationS === null ? "" : ` until ${momentText(nowMs + durationS * 1000, nowMs)}`;
  const again = `travelmode on${profile === null ? "" : ` ${profile}`}`;
  return showReport(session, report, {
    headline: `Paused${until}: ${PAUSED[part]}.`,
    asRoot: "sudo travelmode pause",
    battery: true,
    closing: durationS === null ? `Go on with: ${again}` : `It goes on by itself; earlier with: ${again}`,
  });
};

/** The words in any order. Throws USAGE for one that is neither, and for two of a kind. */
function typed(input: Input): { readonly part: PausePart; readonly durationS: number | null } {
  const words = ["duration", "part"].flatMap((name) => input.argument(name) ?? []);
  const parts = words.flatMap((word) => PAUSE_PARTS.filter((part) => part === word.toLowerCase()));
  const times = words.filter((word) => !PAUSE_PARTS.some((part) => part === word.toLowerCase())).map(secondsOf);
  if (parts.length > 1 || times.length > 1)
    throw new TravelError("USAGE", `"${words.join(" ")}" says one thing twice: a time and one of ${PAUSE_PARTS.join(", ")}`);
  return { part: parts[0] ?? "all", durationS: times[0] ?? null };
}

function secondsOf(word: string): number {
  const durationS = secondsTyped(word, "without a time it lasts until travelmode on");
  if (durationS !== null) return durationS;
  throw new TravelError(
    "USAGE",
    `"${word}" is neither a time (10m, 1h30m, 90s, 45 for minutes) nor one of ${PAUSE_PARTS.join(", ")}`,
  );
}
