// SPDX-License-Identifier: MIT
import type { SimUnit } from "./model.ts";
import type { SimState, UnitState, World } from "./state.ts";

const keyOf = ({ manager, name }: SimUnit): string => `${manager} ${name}`;

/** A unit now; one that nobody has touched is as after the boot. */
export function unitStateOf({ state }: World, unit: SimUnit): UnitState {
  return state.units[keyOf(unit)] ?? { up: unit.up, sinceMs: state.bornMs, elapsedMs: state.bornMs };
}

/** The machine with a unit up or down. What was missed by a timer that comes up begins at once. */
export function withUnit({ model, state }: World, unit: SimUnit, up: boolean): SimState {
  const before = unitStateOf({ model, state }, unit);
  if (before.up === up) return state;
  const turned = { ...before, up, ...(up ? { sinceMs: state.nowMs } : {}) };
  return withUnitEvents({ model, state: withUnitState(state, unit, turned) });
}

const withUnitState = (state: SimState, unit: SimUnit, to: UnitState): SimState => ({
  ...state,
  units: { ...state.units, [keyOf(unit)]: to },
});

/** What has to happen by now: jobs that are done end, timers elapse and start the job of their own name. */
export function withUnitEvents({ model, state: before }: World): SimState {
  let state = before;
  for (const unit of model.units) {
    const dueMs = eventMs({ model, state }, unit);
    if (dueMs > state.nowMs + ROUNDING_MS) continue;
    const now = unitStateOf({ model, state }, unit);
    const then = unit.everyS === undefined ? { up: false } : { elapsedMs: Math.max(dueMs, state.nowMs) };
    state = withUnitState(state, unit, { ...now, ...then });
    const job = unit.everyS === undefined ? undefined : jobOf(model.units, unit);
    if (job !== undefined) state = withUnit({ model, state }, job, true);
  }
  return state;
}

/** Time passes in fractions of seconds, whose sum may fall short of the moment that was meant. */
const ROUNDING_MS = 1;

const jobOf = (units: readonly SimUnit[], { manager, name }: SimUnit): SimUnit | undefined =>
  units.find((one) => one.manager === manager && one.name === name.replace(".timer", ".service"));

/** When a unit will next start something or end by itself; infinity for never. */
export const nextUnitEventMs = (world: World): number => Math.min(...world.model.units.map((unit) => eventMs(world, unit)));

/** When a timer elapses next, or a job ends; infinity for never. */
export function eventMs(world: World, unit: SimUnit): number {
  const { up, sinceMs, elapsedMs } = unitStateOf(world, unit);
  const { everyS = 0, takesS } = unit;
  if (!up) return Number.POSITIVE_INFINITY;
  if (everyS > 0) return (Math.floor(elapsedMs / (everyS * 1000)) + 1) * everyS * 1000;
  return takesS === undefined ? Number.POSITIVE_INFINITY : sinceMs + takesS * 1000;
}

/** What all units draw now. */
export const unitsW = (world: World): number =>
  runningUnits(world).reduce((sum, unit) => (unitStateOf(world, unit).up ? sum + unit.drawW : sum), 0);

/** Each unit that does not end by itself; timers with when they elapse next. */
export function unitTexts(world: World): Record<string, string> {
  const lasting = runningUnits(world).filter(({ takesS }) => takesS === undefined);
  return Object.fromEntries(lasting.map((unit) => [keyOf(unit), unitText(world, unit)]));
}

function unitText(world: World, unit: SimUnit): string {
  if (!unitStateOf(world, unit).up) return "inactive";
  return unit.everyS === undefined ? "active" : `active, next ${new Date(eventMs(world, unit)).toISOString()}`;
}

/** Those whose systemd is there. */
const runningUnits = ({ model, state }: World): readonly SimUnit[] =>
  model.units.filter(({ manager }) => state.services.includes(manager));

/** After a boot all are as the model says; timers remember when they elapsed last. */
export function unitsAtBoot({ model, state }: World): SimState["units"] {
  const timers = model.units.filter(({ everyS }) => everyS !== undefined);
  const jobs = model.units.filter(({ takesS, up }) => takesS !== undefined && up);
  const remembered = timers.map((unit) => [keyOf(unit), { ...unitStateOf({ model, state }, unit), up: unit.up }]);
  const begun = jobs.map((unit) => [keyOf(unit), { up: true, sinceMs: state.nowMs, elapsedMs: state.nowMs }]);
  return Object.fromEntries([...remembered, ...begun]);
}
