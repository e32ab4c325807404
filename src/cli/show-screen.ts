// SPDX-License-Identifier: MIT
import { KNOBS } from "../knobs/knobs.ts";
import { systemClock } from "../machine/system-clock.ts";
import { readPower } from "../power/read-power.ts";
import { fitOf, readLearned } from "../processes/learned.ts";
import type { Session } from "./session.ts";
import { travelHere } from "./travel-here.ts";

/** Shows the full screen on this terminal until somebody quits. `refreshS` null: as often as it thinks fit. */
export async function showScreen(session: Session, term: string, refreshS: number | null): Promise<void> {
  const { terminal, laptop } = session;
  const { machine, simulation, watch } = laptop;
  const { runTui } = await import("../tui/run-tui.ts");
  let stepAside: () => () => void = () => () => {};
  const isOnBattery = (): boolean => readPower(machine.files).source === "battery";
  const charger = simulation && { switchCharger: () => (isOnBattery() ? simulation.plugIn() : simulation.unplug()) };
  const doors = {
    machine,
    knobs: KNOBS,
    term,
    refreshS,
    ownCost,
    look: { ...terminal.look, attributes: true },
    simulated: simulation?.title ?? null,
    travel: travelHere(session, () => stepAside()),
    after: systemClock().after,
    fit: fitOf(readLearned(laptop.folders.own)),
  };
  await runTui({ ...doors, ...charger, ...(watch && { watch }) }, (given) => {
    stepAside = given;
  });
}

function ownCost(): { readonly cpuS: number; readonly memoryMb: number } {
  const { user, system } = process.cpuUsage();
  return { cpuS: (user + system) / 1e6, memoryMb: process.memoryUsage.rss() / 1e6 };
}
