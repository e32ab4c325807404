// SPDX-License-Identifier: MIT
import type { Outline } from "../engine/engine.ts";
import type { Forecast } from "../forecast/forecast.ts";
import { readPower } from "../power/read-power.ts";
import type { PowerSnapshot } from "../power/snapshot.ts";
import { batteryLine } from "../text/battery-line.ts";
import { wrap } from "../text/display-width.ts";
import type { Session } from "./session.ts";

/** The battery's line under what a command has done, with the profile that is in force by now. */
export async function batteryHere(session: Session, profile: string | null): Promise<readonly string[]> {
  const { laptop, terminal } = session;
  const power = readPower(laptop.machine.files);
  const forecast = await timeLeftHere(session, power, profile);
  return wrap(batteryLine(power, forecast, terminal.look), terminal.look.columns);
}

/** As `forecastHere`; the forecast is loaded only where the battery drains or charges. */
export async function timeLeftHere(session: Session, power: PowerSnapshot, profile: string | null): Promise<Forecast | null> {
  const { source, state } = power;
  const moves = source === "battery" || source === "weak-ac" || state === "charging";
  return moves ? (await import("./forecast-here.ts")).forecastHere(session, power, profile) : null;
}

/** The profile that is on, whoever has turned it on. */
export const profileInForce = ({ mode, profile, elsewhere }: Pick<Outline, "mode" | "profile" | "elsewhere">): string | null =>
  mode === "on" ? profile : (elsewhere?.profile ?? null);
