// SPDX-License-Identifier: MIT
import type { Report } from "../../engine/report.ts";
import { TravelError } from "../../errors.ts";
import { batteryChargeLimit } from "../../knobs/battery-charge-limit.ts";
import type { Setting } from "../../knobs/knob.ts";
import type { Machine } from "../../machine/doors.ts";
import type { PowerSnapshot } from "../../power/snapshot.ts";
import { momentText } from "../../text/duration.ts";
import type { Session } from "../session.ts";
import { whoWould } from "../who-turns.ts";
import { type Check, checks } from "./check.ts";

const { ok, said, toDo } = checks("limit");

/** Raises a charge limit for one full charge, while plugged in; tells nothing where there is no limit. */
export async function raiseLimit(session: Session, power: PowerSnapshot): Promise<readonly Check[]> {
  const limit = await limitHere(session.laptop.machine);
  const mode = await whoWould(session);
  const raised = (await mode.wishes()).fullCharge;
  const nowMs = session.laptop.machine.clock.now();
  if (raised !== null) return [ok(`raised for one full charge, until ${momentText(raised.untilMs, nowMs)} at the latest`)];
  if (limit === null) return [];
  if (power.source !== "ac") return [said(`${limit}: it could be raised for one full charge while plugged in`)];
  return [toldOf(await attempt(() => mode.fullCharge(true)), limit)];
}

/** Puts the limit back now. Throws as `TravelMode` does. */
export const putLimitBack = async (session: Session): Promise<Report> => (await whoWould(session)).fullCharge(false);

/** What keeps a battery from being full, whatever this machine calls it: "BAT0 end 80 %", "conservation mode on"; null where nothing does. */
async function limitHere(machine: Machine): Promise<string | null> {
  const { settings } = await batteryChargeLimit.find(machine);
  const limits = await Promise.all(settings.map(limitBy));
  return limits.every((limit) => limit === null) ? null : limits.filter((limit) => limit !== null).join(", ");
}

async function limitBy(setting: Setting): Promise<string | null> {
  const now = await setting.read();
  const full = now.kind === "value" ? setting.encode(["full"], now.value) : null;
  return now.kind === "value" && full?.kind === "to" && full.raw !== now.value
    ? `${setting.place} ${setting.show(now.value)}`
    : null;
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

function toldOf(report: Report | TravelError, limit: string): Check {
  if (report instanceof TravelError) return toDo(`it stops before it is full (${limit}): ${report.message}`, BY_HAND);
  const done = report.results.filter(({ outcome }) => outcome === "applied" || outcome === "clamped");
  if (done.length > 0)
    return ok(
      `raised for one full charge (it was: ${limit}); it comes back after five minutes on battery, or 36 h (--cancel: now)`,
    );
  const why = [...report.results, ...report.skips].map((one) => one.why).find((one) => one !== undefined && one !== "");
  return toDo(`it stops before it is full (${limit}), and could not be raised${why === undefined ? "" : `: ${why}`}`, BY_HAND);
}
