// SPDX-License-Identifier: MIT
import type { Report } from "../../engine/report.ts";
import { TravelError } from "../../errors.ts";
import type { PowerSnapshot } from "../../power/snapshot.ts";
import { countedPacks } from "../../power/totals.ts";
import { momentText } from "../../text/duration.ts";
import type { Session } from "../session.ts";
import { whoWould } from "../who-turns.ts";
import { type Check, checks } from "./check.ts";

const { ok, said, toDo } = checks("limit");

/** Raises a charge limit for one full charge, while plugged in; tells nothing where there is no limit. */
export async function raiseLimit(session: Session, power: PowerSnapshot): Promise<readonly Check[]> {
  const limit = limitOf(power);
  const mode = await whoWould(session);
  const raised = (await mode.wishes()).fullCharge;
  const nowMs = session.laptop.machine.clock.now();
  if (raised !== null) return [ok(`raised for one full charge, until ${momentText(raised.untilMs, nowMs)} at the latest`)];
  if (limit === null) return [];
  if (power.source !== "ac") return [said(`${limit} %: it could be raised for one full charge while plugged in`)];
  return [toldOf(await attempt(() => mode.fullCharge(true)), limit)];
}

/** Puts the limit back now. Throws as `TravelMode` does. */
export const putLimitBack = async (session: Session): Promise<Report> => (await whoWould(session)).fullCharge(false);

/** The lowest of the limits that keep a battery from being full; null where none does. */
function limitOf({ packs }: PowerSnapshot): number | null {
  const limits = countedPacks(packs).flatMap(({ chargeEndPercent }) => chargeEndPercent ?? []);
  const low = limits.filter((percent) => percent > 0 && percent < 100);
  return low.length === 0 ? null : Math.min(...low);
}

async function attempt(act: () => Promise<Report>): Promise<Report | TravelError> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof TravelError) return error;
    throw error;
  }
}

const BY_HAND = "raise the limit in the desktop's or the vendor's settings, or: sudo travelmode install";

function toldOf(report: Report | TravelError, limit: number): Check {
  if (report instanceof TravelError) return toDo(`it stops at ${limit} %: ${report.message}`, BY_HAND);
  const done = report.results.filter(({ outcome }) => outcome === "applied" || outcome === "clamped");
  if (done.length > 0)
    return ok(`raised from ${limit} % for one full charge; it comes back after five minutes on battery, or 36 h (--cancel: now)`);
  const why = [...report.results, ...report.skips].map((one) => one.why).find((one) => one !== undefined && one !== "");
  return toDo(`it stops at ${limit} %, and could not be raised${why === undefined ? "" : `: ${why}`}`, BY_HAND);
}
