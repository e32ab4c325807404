// SPDX-License-Identifier: MIT
import { type BusName, namesOn } from "../../machine/bus-names.ts";
import { foundNobody } from "../../machine/bus-values.ts";
import type { Machine } from "../../machine/doors.ts";
import { valueOr } from "../../machine/reading.ts";
import { type DesktopNames, desktopNames } from "../desktop-names.ts";
import { type PackageLock, packageLocks } from "../package-locks.ts";
import { type DisplayClients, displayClients } from "./displays.ts";
import { type Everyone, everyone } from "./everyone.ts";
import { type Inhibitor, systemInhibitors } from "./inhibitors.ts";
import { soundDeviceUsers } from "./streams.ts";
import { readUsersSide, type UsersSide } from "./users-side.ts";

/** What is the same for all programs, at one moment. Null is what could not be found out. */
export interface FactSources {
  readonly everyone: Everyone;
  /** Well-known names on the system bus. */
  readonly names: readonly BusName[] | null;
  /** logind's. */
  readonly inhibitors: readonly Inhibitor[] | null;
  readonly locks: readonly PackageLock[];
  readonly deviceUsers: ReadonlySet<number>;
  readonly displayClients: DisplayClients | null;
  readonly nameOf: DesktopNames;
  /** Asked once for each user, when the first program of theirs comes up. */
  usersSide(uid: number): Promise<UsersSide>;
}

/**
 * What is so now. Who asks while it is being read for another has the same answer, so that a plan for many programs reads once; the next
 * question reads anew.
 */
export function sourcesNow(machine: Machine): Promise<FactSources> {
  const underWay = READING.get(machine) ?? readSources(machine).finally(() => READING.delete(machine));
  READING.set(machine, underWay);
  return underWay;
}

const READING = new WeakMap<Machine, Promise<FactSources>>();

/** Reads each source once. */
async function readSources(machine: Machine): Promise<FactSources> {
  const { files, bus, commands, caller } = machine;
  const all = everyone(machine);
  const [names, inhibitors, clients] = await Promise.all([systemNames(machine), systemInhibitors(bus), displayClients(commands)]);
  return {
    ...{ everyone: all, names, inhibitors, displayClients: clients },
    ...{ locks: packageLocks(files), deviceUsers: soundDeviceUsers(files), nameOf: desktopNames(files, caller) },
    usersSide: once((uid) => readUsersSide(machine, uid, all)),
  };
}

async function systemNames({ bus }: Machine): Promise<readonly BusName[] | null> {
  const names = await namesOn(bus, {});
  return names.kind === "error" && foundNobody(names) ? [] : valueOr(names, null);
}

function once<T>(read: (uid: number) => Promise<T>): (uid: number) => Promise<T> {
  const known = new Map<number, Promise<T>>();
  return (uid) => {
    const answer = known.get(uid) ?? read(uid);
    known.set(uid, answer);
    return answer;
  };
}
