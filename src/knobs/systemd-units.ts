// SPDX-License-Identifier: MIT
import { type Argv, asUser } from "../machine/as-user.ts";
import {
  type BusObject,
  type BusRecord,
  foundNobody,
  getAllProperties,
  getProperty,
  unexpectedReply,
} from "../machine/bus-values.ts";
import type { Bus, BusCall, BusValue, BusVariant } from "../machine/doors.ts";
import { absent, type Reading, value, valueOr } from "../machine/reading.ts";

/** Whose systemd a unit belongs to: the computer's, the caller's own, or for root that of the user with this number. */
export type UnitOwner = "system" | "user" | number;

/** One unit as its manager tells of it (org.freedesktop.systemd1(5), ListUnitsByNames). */
export interface Unit {
  /** Its own name, also where it was asked for by an alias. */
  readonly name: string;
  /** Its object's path: good for now, not over a reload. */
  readonly path: string;
  /** There is a file of it, and nobody has masked it. */
  readonly loaded: boolean;
  /** "active", "activating", "inactive", "failed" ... */
  readonly state: string;
  /** "waiting", "running", "dead" ... */
  readonly subState: string;
  /** What systemd is about to do with it ("start", "stop" ...); "" for nothing. */
  readonly job: string;
}

/** With whose it is. */
export interface OwnedUnit extends Unit {
  readonly owner: UnitOwner;
}

const SYSTEMD = "org.freedesktop.systemd1";

/** An object of a manager, on the bus where that manager is. */
const objectOf = (owner: UnitOwner, path: string, name: string): BusObject => ({
  service: SYSTEMD,
  path,
  interface: `${SYSTEMD}.${name}`,
  ...(owner === "system" ? {} : { bus: owner === "user" ? "session" : owner }),
});

const managerOf = (owner: UnitOwner): BusObject => objectOf(owner, "/org/freedesktop/systemd1", "Manager");

/** What all units have, or only those of a kind. */
export const unitProperties = (
  bus: Bus,
  { path, owner }: OwnedUnit,
  kind: "Unit" | "Timer" | "Service" | "Scope",
): Promise<Reading<BusRecord>> => getAllProperties(bus, objectOf(owner, path, kind));

/**
 * Units by name, in the order asked; absent where that systemd does not run. Those that do not exist are there, and not loaded. Another
 * user's may run behind a bus that does not answer, which is an error.
 */
export async function readUnits(bus: Bus, owner: UnitOwner, names: readonly string[]): Promise<Reading<readonly OwnedUnit[]>> {
  if (names.length === 0) return value([]);
  const reply = await bus.call({ ...managerOf(owner), member: "ListUnitsByNames", signature: "as", args: [names] });
  if (reply.kind === "error" && foundNobody(reply) && typeof owner !== "number") return absent;
  if (reply.kind !== "value") return reply;
  const [rows] = reply.value;
  const units = Array.isArray(rows) ? rows.map(unitOf) : [undefined];
  if (units.length !== names.length || units.includes(undefined)) return unexpectedReply(SYSTEMD, "ListUnitsByNames");
  return value(units.flatMap((unit) => (unit === undefined ? [] : { ...unit, owner })));
}

/** Name, description, load state, active state, sub-state, followed unit, path, and a job's number, type and path. */
function unitOf(row: BusValue): Unit | undefined {
  if (!Array.isArray(row)) return undefined;
  const [name, , load, state, subState, , path, , job]: readonly BusValue[] = row;
  const texts = [name, load, state, subState, path, job];
  if (!texts.every((it): it is string => typeof it === "string") || !isUnitName(String(name))) return undefined;
  return {
    name: String(name),
    path: String(path),
    loaded: load === "loaded",
    state: String(state),
    subState: String(subState),
    job: String(job),
  };
}

/** systemd.unit(5). A user's systemd is whatever that user runs in its place: what it calls a unit goes into the journal and onto terminals. */
export const isUnitName = (name: string): boolean => /^[\w:@.\\-]{1,249}\.[a-z]{4,9}$/u.test(name);

/** What starts other units. */
export const isTrigger = (name: string): boolean => /\.(timer|socket|path)$/.test(name);

/** On its way up or up: where it is heading counts, as a stop may take its time. */
export function isUp({ state, job }: Pick<Unit, "state" | "job">): boolean {
  if (job === "stop") return false;
  return job === "start" || job === "restart" || UP.has(state);
}

const UP: ReadonlySet<string> = new Set(["active", "activating", "reloading", "refreshing"]);

/** Never in the place of something that is under way: then systemd refuses (TransactionIsDestructive). */
export const stopUnit = (owner: UnitOwner, name: string): BusCall => turnUnit(owner, "StopUnit", [name, "fail"]);

/** Also in the place of our own stop that is still under way. */
export const startUnit = (owner: UnitOwner, name: string): BusCall => turnUnit(owner, "StartUnit", [name, "replace"]);

const turnUnit = (owner: UnitOwner, member: string, args: readonly string[]): BusCall => ({
  ...managerOf(owner),
  member,
  signature: "ss",
  args,
});

/** The variables that a manager gives to what it starts; null where it does not tell. */
export async function managersEnvironment(bus: Bus, owner: UnitOwner): Promise<ReadonlyMap<string, string> | null> {
  const told = valueOr(await getProperty(bus, managerOf(owner), "Environment"), null);
  if (!Array.isArray(told)) return null;
  const lines = told.map(String).filter((line) => line.includes("="));
  return new Map(lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]));
}

/** Until the next boot only (org.freedesktop.systemd1(5), SetUnitProperties). */
export const setUnitProperties = (owner: UnitOwner, name: string, properties: Readonly<Record<string, BusVariant>>): BusCall => ({
  ...managerOf(owner),
  member: "SetUnitProperties",
  signature: "sba(sv)",
  args: [name, true, Object.entries(properties).map(([property, to]) => [property, to])],
});

const USER_FLAG: Readonly<Record<"system" | "user", readonly string[]>> = { system: [], user: ["--user"] };

/** How `systemctl` is asked by a person who has the caller's rights; another user's systemd takes orders from that user alone. */
export const systemctl = (owner: UnitOwner, words: readonly string[]): Argv =>
  typeof owner === "number"
    ? asUser(owner, ["systemctl", "--user", ...words], { answers: true })
    : ["systemctl", ...USER_FLAG[owner], ...words];

/** The way to a unit, as reports name it. What root has turned is one line of them, whoever's systemd was asked. */
export const wayName = (owner: UnitOwner): string => (owner === "user" ? "systemd --user" : "systemd");
