// SPDX-License-Identifier: MIT
import { EXIT, TravelError } from "../../errors.ts";
import { KNOBS } from "../../knobs/knobs.ts";
import { systemClock } from "../../machine/system-clock.ts";
import { readPower } from "../../power/read-power.ts";
import type { Input, Run } from "../session.ts";
import { travelHere } from "../travel-here.ts";
import { status } from "./status.ts";

/** `travelmode tui`, and `travelmode` alone: the screen. Without a terminal that can show one, or for a script, it is `status`. */
export const tui: Run = async (session, input) => {
  const { terminal, laptop, json } = session;
  if (terminal.screen === undefined || json) return status(session, input);
  const { machine, simulation, watch } = laptop;
  const { runTui } = await import("../../tui/run-tui.ts");
  let stepAside: () => () => void = () => () => {};
  const isOnBattery = (): boolean => readPower(machine.files).source === "battery";
  const charger = simulation && { switchCharger: () => (isOnBattery() ? simulation.plugIn() : simulation.unplug()) };
  await runTui(
    {
      ...{ machine, knobs: KNOBS, term: terminal.screen },
      look: { ...terminal.look, attributes: true },
      simulated: simulation?.title ?? null,
      ...charger,
      refreshS: refreshTyped(input),
      travel: travelHere(session, () => stepAside()),
      after: systemClock().after,
      ...(watch === undefined ? {} : { watch }),
      ownCost,
    },
    (given) => {
      stepAside = given;
    },
  );
  return EXIT.done;
};

const LEAST_S = 1;
const MOST_S = 3600;

function refreshTyped(input: Input): number | null {
  const typed = input.text("refresh");
  if (typed === undefined) return null;
  const seconds = Number(typed);
  if (Number.isFinite(seconds) && seconds >= LEAST_S && seconds <= MOST_S) return seconds;
  throw new TravelError("USAGE", `--refresh takes seconds, from ${LEAST_S} to ${MOST_S}, not "${typed}"`);
}

function ownCost(): { readonly cpuS: number; readonly memoryMb: number } {
  const { user, system } = process.cpuUsage();
  return { cpuS: (user + system) / 1e6, memoryMb: process.memoryUsage.rss() / 1e6 };
}
