// SPDX-License-Identifier: MIT
import type { Plan } from "../engine/report.ts";
import { readPower } from "../power/read-power.ts";
import type { TuiDoors } from "./doors.ts";
import type { Cause, Event } from "./events.ts";
import { faultTeller } from "./fault-teller.ts";
import { type Pacer, pacer } from "./pacer.ts";
import { cpuReader } from "./read-cpu.ts";
import { eatersReader } from "./read-eaters.ts";
import { readGadgets } from "./read-gadgets.ts";
import { readTunables } from "./read-tunables.ts";
import type { State, TabId } from "./state.ts";
import { wishedNow } from "./wished-now.ts";

/** How often what is read, at most. Reading a battery on battery wakes the embedded controller; asking services wakes them. */
const POWER_ON_BATTERY_MS = 15_000;
/** A word about the charger is worth a look, those of a chatty driver are not worth many. */
const WORD_MS = 3_000;
const SETTINGS_MS = 30_000;
/** A battery's gauge needs so long to tell anything of an interval. */
const EATERS_MS = 10_000;

/** Reads what the shown tab needs, and never more often than is good for a battery; what it finds out is told as events. */
export interface Reader {
  read(state: () => State, cause: Cause): Promise<void>;
  plan(profile: string): Promise<unknown>;
}

export function reader(doors: TuiDoors, tell: (event: Event) => void): Reader {
  const { machine, travel } = doors;
  const looks = looksOf(doors, tell);
  const pace = pacer(machine.clock.now);
  const faults = faultTeller(doors, tell);
  let isOwed = false;
  return {
    plan: (profile) => tellPlan(doors, tell, profile),
    async read(state, cause) {
      if (cause === "event") pace.forget(NOT_FOR_KEYS);
      // A word about the charger that comes too soon is heeded a little later.
      isOwed ||= cause === "power";
      if (pace.isDue("power", isOwed ? WORD_MS : powerPause(state()))) {
        isOwed = false;
        lookAtPower(doors, state(), tell);
      }
      // Each by itself: a configuration with a mistake in it must not hide the rest.
      await faults.watch([
        () => (state().choice === null || cause === "event") && tell({ kind: "choice", choice: travel.profiles() }),
        async () => pace.isDue("seen", SETTINGS_MS) && tell({ kind: "seen", seen: await travel.seen() }),
        () => isTravelling(state()) && pace.isDue("trip", SETTINGS_MS) && tellTrip(doors, tell),
        () => state().tab !== "processes" && looks.rest(),
        () => looks.of[state().tab]?.(state(), pace.isDue),
      ]);
    },
  };
}

/** The battery keeps its own time, whatever happens; so do the looks at all processes. */
const NOT_FOR_KEYS = ["power", "processes"];

type Look = (state: State, isDue: Pacer["isDue"]) => unknown;

/** What each tab needs beside power and travel mode, which the header shows. */
function looksOf(doors: TuiDoors, tell: (event: Event) => void): Looks {
  const { files, clock, caller } = doors.machine;
  const cpus = cpuReader(files);
  const eaters = eatersReader(doors.machine, caller, doors.fit);
  const of: Looks["of"] = {
    processes: ({ power }, isDue) => {
      const found = power !== null && isDue("processes", EATERS_MS) ? eaters.read(power) : null;
      if (found !== null) tell({ kind: "eaters", eaters: found });
    },
    cpu: () => tell({ kind: "cpu", cpu: cpus.read(clock.now()) }),
    devices: (_, isDue) => isDue("gadgets", SETTINGS_MS) && tell({ kind: "gadgets", gadgets: readGadgets(files) }),
    tunables: (state, isDue) => isDue("tunables", SETTINGS_MS) && lookAtTunables(doors, state, tell),
    profiles: (state) => lookAtProfiles(doors, state, tell),
  };
  return { of, rest: () => eaters.rest() };
}

interface Looks {
  readonly of: Readonly<Partial<Record<TabId, Look>>>;
  /** Closes what is open for a tab that is not shown. */
  rest(): void;
}

/** On battery the embedded controller is woken by each look. */
const powerPause = ({ power }: State): number => (power?.source === "battery" ? POWER_ON_BATTERY_MS : 0);

function lookAtPower({ machine, travel }: TuiDoors, { power: before }: State, tell: (event: Event) => void): void {
  const power = readPower(machine.files, before ?? undefined);
  if (before === null) tell({ kind: "memory", memory: travel.memory(power) });
  tell({ kind: "power", nowMs: machine.clock.now(), power });
}

/** What cannot be told now (a keeper that does not answer) is no fault of the screen. */
async function tellPlan({ travel }: TuiDoors, tell: (event: Event) => void, profile: string): Promise<Plan | null> {
  const plan = await travel.plan(profile).catch(() => null);
  tell({ kind: "plan", profile, plan });
  return plan;
}

const isTravelling = ({ seen }: State): boolean => seen !== null && seen.wishes.trip !== null;

/** A keeper that does not answer tells nothing of the journey. */
async function tellTrip({ travel }: TuiDoors, tell: (event: Event) => void): Promise<void> {
  tell({ kind: "trip", trip: await travel.trip().catch(() => null) });
}

/** One plan after the other, without anybody waiting for it: a keeper may be busy with a question. What is under way meanwhile changes them. */
function lookAtProfiles(doors: TuiDoors, { plans, choice, busy, planning }: State, tell: (event: Event) => void): void {
  const next = choice?.profiles.find(({ name }) => plans[name] === undefined);
  if (next === undefined || busy !== null || planning) return;
  tell({ kind: "planning" });
  void tellPlan(doors, tell, next.name);
}

/** The plan is asked for once, and again when something was turned; the values are read each time. */
async function lookAtTunables(
  doors: TuiDoors,
  { plans, choice, seen, trip, busy }: State,
  tell: (event: Event) => void,
): Promise<void> {
  if (choice === null || seen === null || busy !== null) return;
  const { machine, knobs, travel } = doors;
  const { profile, ...wished } = wishedNow(choice, seen, trip);
  const plan = profile === null ? NO_PLAN : (plans[profile] ?? (await tellPlan(doors, tell, profile)) ?? NO_PLAN);
  const context = { plan, ...wished, journal: seen.settings, leave: travel.leave() };
  tell({ kind: "tunables", tunables: await readTunables(machine, knobs, context) });
}

const NO_PLAN: Plan = { profile: null, changes: [], skips: [], questions: [], warnings: [], damage: [] };
