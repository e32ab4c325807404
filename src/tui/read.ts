// SPDX-License-Identifier: MIT
import type { Plan } from "../engine/report.ts";
import { readPower } from "../power/read-power.ts";
import type { TuiDoors } from "./doors.ts";
import type { Cause, Event } from "./events.ts";
import { cpuReader } from "./read-cpu.ts";
import { eatersReader } from "./read-eaters.ts";
import { readGadgets } from "./read-gadgets.ts";
import { readTunables } from "./read-tunables.ts";
import type { State, TabId } from "./state.ts";

/** How often what is read, at most. Reading a battery on battery wakes the embedded controller; asking services wakes them. */
const POWER_ON_BATTERY_MS = 15_000;
const SETTINGS_MS = 30_000;
/** A battery's gauge needs so long to tell anything of an interval. */
const EATERS_MS = 10_000;

/** Reads what the shown tab needs, and never more often than is good for a battery; what it finds out is told as events. */
export interface Reader {
  read(state: State, cause: Cause): Promise<void>;
  plan(profile: string): Promise<unknown>;
}

export function reader(doors: TuiDoors, tell: (event: Event) => void): Reader {
  const { machine, travel } = doors;
  const looks = looksOf(doors, tell);
  const due = pacer(machine.clock.now);
  return {
    plan: (profile) => tellPlan(doors, tell, profile),
    async read(state, cause) {
      const isDue = (what: string, ms = cause === "event" ? 0 : SETTINGS_MS): boolean => due(what, ms);
      if (due("power", powerPause(state, cause))) tell(lookAtPower(doors, state));
      // First: from the moment that travel mode is known, its keys work.
      if (state.choice === null || cause === "event") tell({ kind: "choice", choice: travel.profiles() });
      if (isDue("seen")) tell({ kind: "seen", seen: await travel.seen() });
      if (state.tab !== "processes") looks.rest();
      await looks.of[state.tab]?.(state, isDue);
    },
  };
}

type Look = (state: State, isDue: (what: string, ms?: number) => boolean) => unknown;

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
    devices: (_, isDue) => isDue("gadgets") && tell({ kind: "gadgets", gadgets: readGadgets(files) }),
    tunables: (state, isDue) => isDue("tunables") && lookAtTunables(doors, state, tell),
    profiles: (state) => lookAtProfiles(doors, state, tell),
  };
  return { of, rest: () => eaters.rest() };
}

interface Looks {
  readonly of: Readonly<Partial<Record<TabId, Look>>>;
  /** Closes what is open for a tab that is not shown. */
  rest(): void;
}

/** On battery the embedded controller is woken by each look; a word about the charger is worth it. */
const powerPause = ({ power }: State, cause: Cause): number =>
  power?.source === "battery" && cause !== "power" ? POWER_ON_BATTERY_MS : 0;

const lookAtPower = ({ machine }: TuiDoors, { power }: State): Event => ({
  kind: "power",
  nowMs: machine.clock.now(),
  power: readPower(machine.files, power ?? undefined),
});

/** What cannot be told now (a keeper that does not answer) is no fault of the screen. */
async function tellPlan({ travel }: TuiDoors, tell: (event: Event) => void, profile: string): Promise<Plan | null> {
  const plan = await travel.plan(profile).catch(() => null);
  tell({ kind: "plan", profile, plan });
  return plan;
}

/** The profiles themselves are read with the choice, not at each look. */
async function lookAtProfiles(doors: TuiDoors, { plans, choice }: State, tell: (event: Event) => void): Promise<void> {
  const { profiles } = choice ?? doors.travel.profiles();
  for (const { name } of profiles) if (plans[name] === undefined) await tellPlan(doors, tell, name);
}

/** The plan is asked for once, and again when something was turned; the values are read each time. */
async function lookAtTunables(doors: TuiDoors, { plans }: State, tell: (event: Event) => void): Promise<void> {
  const { machine, knobs, travel } = doors;
  const { settings, profile } = await travel.seen();
  const { profiles, usual } = travel.profiles();
  const name = profile ?? usual;
  const plan = plans[name] ?? (await tellPlan(doors, tell, name)) ?? NO_PLAN;
  const wishes = profiles.find((one) => one.name === name)?.wishes ?? {};
  tell({
    kind: "tunables",
    tunables: await readTunables(machine, knobs, { plan, wishes, journal: settings, leave: travel.leave() }),
  });
}

const NO_PLAN: Plan = { profile: null, changes: [], skips: [], questions: [], warnings: [], damage: [] };

/** Whether so long has passed since it was last due; if so, it was due just now. */
function pacer(now: () => number): (what: string, ms: number) => boolean {
  const last = new Map<string, number>();
  return (what, ms) => {
    const atMs = now();
    const before = last.get(what);
    // A clock that was set back must not make anybody wait.
    const isDue = before === undefined || atMs - before >= ms || atMs < before;
    if (isDue) last.set(what, atMs);
    return isDue;
  };
}
