// SPDX-License-Identifier: MIT
import type { Stop } from "../machine/live-doors.ts";
import { costMeter } from "./cost-meter.ts";
import type { TuiDoors } from "./doors.ts";
import type { Cause } from "./events.ts";
import { reader } from "./read.ts";
import type { Store } from "./store.ts";

/** The clockwork that reads: one thing after another, as long as somebody looks. */
export interface Reading {
  /** Reads soon, for this cause; what is asked for while something is being read follows it. */
  now(cause: Cause): void;
  plan(profile: string): void;
  readonly stop: Stop;
}

const ON_CHARGER_MS = 2_000;
const ON_BATTERY_MS = 5_000;

/** Reads at once and then by the clock: every 2 s on a charger, 5 s on battery, unless the person wants it otherwise. */
export function startReading(doors: TuiDoors, store: Store): Reading {
  const read = reader(doors, store.tell);
  const cost = costMeter(doors);
  const nowMs = doors.machine.clock.now;
  const waiting = new Set<Cause>();
  let isReading = false;
  let stopClock: Stop = () => {};
  let isStopped = false;

  const pauseMs = (): number => {
    if (doors.refreshS !== null) return doors.refreshS * 1000;
    return store.state().power?.source === "battery" ? ON_BATTERY_MS : ON_CHARGER_MS;
  };
  const tick = (): void => {
    // A key, or the focus, sets it going again.
    if (store.state().resting || store.state().frozen) return;
    store.tell({ kind: "tick", nowMs: nowMs(), cost: cost() });
    void begin("clock");
  };
  const begin = async (cause: Cause): Promise<void> => {
    waiting.add(cause);
    if (isReading || isStopped) return;
    isReading = true;
    stopClock();
    for (let next = first(waiting); next !== undefined && !isStopped; next = first(waiting)) {
      waiting.delete(next);
      await read.read(store.state, next);
    }
    isReading = false;
    if (!isStopped) stopClock = doors.after(pauseMs(), tick);
  };
  return {
    now: (cause) => void begin(cause),
    plan: (profile) => void read.plan(profile),
    stop: () => {
      isStopped = true;
      stopClock();
    },
  };
}

const first = <T>(all: ReadonlySet<T>): T | undefined => all.values().next().value;
