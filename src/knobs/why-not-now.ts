// SPDX-License-Identifier: MIT
import type { Files, Machine } from "../machine/doors.ts";
import { AT_WORK, isAtWork, type WordedUnit } from "./begun-work.ts";
import type { Wish } from "./knob.ts";
import { isNetworkUp } from "./network-up.ts";
import { isTrigger, isUp } from "./systemd-units.ts";
import { whyTied } from "./unit-ties.ts";
import { saidOfUnit } from "./unit-words.ts";

/** Why a unit is not to be held as things are; undefined where nothing speaks against it. `among`: all that may be held here. */
export async function whyNotNow(
  machine: Machine,
  held: WordedUnit,
  { among, wish }: { readonly among: readonly WordedUnit[]; readonly wish: Wish },
): Promise<string | undefined> {
  const { unit, kind } = held;
  const busy = kind === null && !isTrigger(unit.name) ? whyNoIdleDaemon(held, among) : undefined;
  const companions = among.filter((one) => saidOfUnit(wish, one) === "hold").map((one) => one.unit.name);
  const packages = kind === "updates" || kind === null;
  const tied = isUp(unit) ? await whyTied(machine, { unit, packages, companions }) : undefined;
  return busy ?? tied ?? whyNeeded(machine.files, kind);
}

/** Of a service on no list nothing is known but what systemd tells: only a daemon that runs by itself can be stopped, and started again. */
function whyNoIdleDaemon({ unit }: WordedUnit, among: readonly WordedUnit[]): string | undefined {
  const triggers = among.filter((one) => one.unit.name !== unit.name && one.names.includes(unit.name));
  if (isAtWork(unit, triggers)) return AT_WORK;
  return isUp(unit) && unit.subState !== "running" ? "nothing of it runs" : undefined;
}

const whyNeeded = (files: Files, kind: WordedUnit["kind"]): string | undefined =>
  kind === "printing" && isNetworkUp(files) ? "a network is up" : undefined;
