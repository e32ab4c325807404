// SPDX-License-Identifier: MIT
import type { BusValue } from "../../machine/doors.ts";
import type { ServiceName, SimUnit, UnitManager } from "../model.ts";
import { PROGRAMS, shareOf, unitOf, withShare } from "../programs.ts";
import { type BusObjects, DBUS_ERROR, type Method, type Service } from "../service.ts";
import type { World } from "../state.ts";
import { eventMs, unitStateOf, withUnit } from "../units.ts";

const NAME = "org.freedesktop.systemd1";
const ROOT = "/org/freedesktop/systemd1";
const MANAGER = `${NAME}.Manager`;

/** The units behind the services that can be on the bus. */
const UNITS: Readonly<Record<string, ServiceName>> = {
  "NetworkManager.service": "NetworkManager",
  "bluetooth.service": "bluez",
  "systemd-logind.service": "logind",
  "power-profiles-daemon.service": "power-profiles-daemon",
  "ModemManager.service": "ModemManager",
};

/** systemd, as far as somebody asks which units are up, and starts or stops them. */
export const systemd: Service = systemdOf("systemd");

/** That of the person at the laptop. */
export const userSystemd: Service = { ...systemdOf("systemd-user"), bus: "session" };

function systemdOf(manager: UnitManager): Service {
  return {
    name: manager,
    busNames: [NAME],
    objects: (world) => objects(world, manager),
    setters: {},
    methods: {
      [`${MANAGER} ListUnitsByNames`]: (world, call) => listUnits(world, manager, call.args),
      [`${MANAGER} StartUnit`]: (world, call) => turnUnit({ ...world, manager, up: true }, call),
      [`${MANAGER} StopUnit`]: (world, call) => turnUnit({ ...world, manager, up: false }, call),
      [`${MANAGER} SetUnitProperties`]: (world, call) => setProperties({ ...world, manager }, call),
    },
  };
}

function objects(world: World, manager: UnitManager): BusObjects {
  return {
    [ROOT]: { [MANAGER]: { Version: "257" } },
    ...Object.fromEntries(unitNames(world, manager).map((name) => [pathOf(name), objectOf(world, manager, name)])),
  };
}

function unitNames({ model }: World, manager: UnitManager): readonly string[] {
  const listed = model.units.filter((unit) => unit.manager === manager).map(({ name }) => name);
  return [...new Set([...listed, ...programsUnits(manager)])];
}

/** The units that programs live in. */
const programsUnits = (manager: UnitManager): readonly string[] =>
  PROGRAMS.flatMap((program) => unitOf(program) ?? []).flatMap((unit) => (unit.manager === manager ? [unit.name] : []));

function objectOf(world: World, manager: UnitManager, name: string): NonNullable<BusObjects[string]> {
  const unit = unitNamed(world, manager, name);
  return {
    [`${NAME}.Unit`]: { RequiredBy: [], BoundBy: [], ConsistsOf: [], TriggeredBy: triggersOf(world, manager, name) },
    [`${NAME}.Timer`]: { TimersMonotonic: [], ...(unit?.everyS === undefined ? {} : timerMoments(world, unit)) },
    [`${NAME}.${kindOf(name)}`]: runProperties(world, `${manager} ${name}`),
  };
}

/** The timer of its own name. */
const triggersOf = (world: World, manager: UnitManager, name: string): readonly string[] =>
  name.endsWith(".service") ? unitNames(world, manager).filter((one) => one === name.replace(".service", ".timer")) : [];

const kindOf = (name: string): string => (name.endsWith(".scope") ? "Scope" : "Service");

function runProperties(world: World, unit: string): Readonly<Record<string, BusValue>> {
  const { weight, quota } = shareOf(world, unit);
  const program = PROGRAMS.find((one) => `${unitOf(one)?.manager} ${unitOf(one)?.name}` === unit);
  return { ControlGroup: program?.cgroup ?? "", WatchdogUSec: 0n, CPUWeight: BigInt(weight), CPUQuotaPerSecUSec: BigInt(quota) };
}

/** In microseconds since 1970; what it starts has its own name. */
const timerMoments = (world: World, unit: SimUnit) => ({
  Unit: unit.name.replace(".timer", ".service"),
  NextElapseUSecRealtime: microseconds(eventMs(world, unit)),
  LastTriggerUSec: microseconds(unitStateOf(world, unit).elapsedMs),
});

const microseconds = (ms: number): BusValue => (Number.isFinite(ms) ? BigInt(Math.round(ms)) * 1000n : 0n);

const pathOf = (name: string): string => `${ROOT}/unit/${name.replaceAll(/\W/gu, "_")}`;

/** ListUnitsByNames(names): name, description, load state, active state, sub-state, followed unit, path, and a job's id, type and path. */
function listUnits(world: World, manager: UnitManager, [names]: readonly BusValue[]): ReturnType<Method> {
  const asked: readonly BusValue[] = Array.isArray(names) ? names : [];
  return { reply: [asked.map((name) => unitRow(world, manager, String(name)))] };
}

function unitRow(world: World, manager: UnitManager, name: string): BusValue {
  return [name, name, ...statesOf(world, manager, name), "", pathOf(name), 0, "", "/"];
}

function statesOf(world: World, manager: UnitManager, name: string): readonly [load: string, active: string, sub: string] {
  const unit = unitNamed(world, manager, name);
  const service = manager === "systemd" ? UNITS[name] : undefined;
  if (unit === undefined && programsUnits(manager).includes(name)) return ["loaded", "active", "running"];
  if (unit === undefined)
    return service !== undefined && world.state.services.includes(service)
      ? ["loaded", "active", "running"]
      : ["not-found", "inactive", "dead"];
  if (!unitStateOf(world, unit).up) return ["loaded", "inactive", "dead"];
  if (unit.takesS !== undefined) return ["loaded", "activating", "start"];
  return ["loaded", "active", unit.everyS === undefined ? "running" : "waiting"];
}

const unitNamed = ({ model }: World, manager: UnitManager, name: string): SimUnit | undefined =>
  model.units.find((unit) => unit.manager === manager && unit.name === name);

interface Turning extends World {
  readonly manager: UnitManager;
  readonly up: boolean;
}

/** StartUnit(name, mode), StopUnit(name, mode): the computer's for root alone, as polkit has it unless told otherwise. */
function turnUnit({ manager, up, ...world }: Turning, { args: [name], caller }: Parameters<Method>[1]): ReturnType<Method> {
  if (manager === "systemd" && caller.uid !== 0) return { refused: `${DBUS_ERROR}.InteractiveAuthorizationRequired` };
  const unit = unitNamed(world, manager, String(name));
  if (unit === undefined) return { refused: `${NAME}.NoSuchUnit` };
  return { reply: [`${ROOT}/job/1`], state: withUnit(world, unit, up) };
}

interface Managed extends World {
  readonly manager: UnitManager;
}

/** SetUnitProperties(name, runtime, properties): a unit's share of the CPU, with the same rights as starting and stopping. */
function setProperties(
  { manager, ...world }: Managed,
  { args: [name, , listed], caller }: Parameters<Method>[1],
): ReturnType<Method> {
  if (manager === "systemd" && caller.uid !== 0) return { refused: `${DBUS_ERROR}.InteractiveAuthorizationRequired` };
  const unit = `${manager} ${name}`;
  const before = shareOf(world, unit);
  const asked = Array.isArray(listed) ? listed : [];
  const askedFor = (property: string, otherwise: string): string => {
    const found = asked.find((one) => Array.isArray(one) && one[0] === property)?.[1];
    return typeof found === "object" && "value" in found ? String(found.value) : otherwise;
  };
  const share = { weight: askedFor("CPUWeight", before.weight), quota: askedFor("CPUQuotaPerSecUSec", before.quota) };
  return { reply: [], state: withShare(world.state, unit, share) };
}
