// SPDX-License-Identifier: MIT
import { BUS_NAME } from "../bus-name.ts";
import { hasOwner } from "../machine/bus-values.ts";
import type { Files, Machine } from "../machine/doors.ts";
import { usersBus } from "../machine/users-bus.ts";
import { AT_WORK, isAtWork, type WordedUnit } from "./begun-work.ts";
import type { Wish } from "./knob.ts";
import { isNetworkUp } from "./network-up.ts";
import { isTrigger, isUp, type UnitOwner } from "./systemd-units.ts";
import { whyTied } from "./unit-ties.ts";
import { saidOfUnit } from "./unit-words.ts";

/** Why a unit is not to be held as things are; undefined where nothing speaks against it. `among`: all that may be held here. */
export async function whyNotNow(
  machine: Machine,
  held: WordedUnit,
  { among, wish }: { readonly among: readonly WordedUnit[]; readonly wish: Wish },
): Promise<string | undefined> {
  const { unit, kind } = held;
  const beside = among.filter((one) => one.unit.owner === unit.owner);
  const busy = kind === null && !isTrigger(unit.name) ? whyNoIdleDaemon(held, beside) : undefined;
  const companions = beside.filter((one) => saidOfUnit(wish, one) === "hold").map((one) => one.unit.name);
  const packages = kind === "updates" || kind === null;
  const tied = isUp(unit) ? await whyTied(machine, { unit, packages, companions }) : undefined;
  return busy ?? tied ?? whyNeeded(machine.files, kind) ?? (isUp(unit) ? whyTheirs(machine, unit.owner) : undefined);
}

/** A user whose own keeper is at work has decided what is held, and what is not. */
async function whyTheirs(machine: Machine, owner: UnitOwner): Promise<string | undefined> {
  const bus = typeof owner === "number" ? usersBus(machine, owner) : undefined;
  return bus !== undefined && (await hasOwner(bus, BUS_NAME)) ? "the user's own travel mode has the say" : undefined;
}

/** Of a service on no list nothing is known but what systemd tells: only a daemon that runs by itself can be stopped, and started again. */
function whyNoIdleDaemon({ unit }: WordedUnit, among: readonly WordedUnit[]): string | undefined {
  const triggers = among.filter((one) => one.unit.name !== unit.name && one.names.includes(unit.name));
  if (isAtWork(unit, triggers)) return AT_WORK;
  return isUp(unit) && unit.subState !== "running" ? "nothing of it runs" : undefined;
}

const whyNeeded = (files: Files, kind: WordedUnit["kind"]): string | undefined =>
  kind === "printing" && isNetworkUp(files) ? "a network is up" : undefined;
