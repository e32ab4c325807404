// SPDX-License-Identifier: MIT
import { isAbsolute, join } from "node:path";
import type { Caller } from "../machine/doors.ts";
import type { UnitOwner } from "./systemd-units.ts";

/** The file whose time of change is when a persistent timer last elapsed (systemd.timer(5), Persistent=). */
export function stampOf(owner: UnitOwner, timer: string, { home, env }: Pick<Caller, "home" | "env">): string {
  const { XDG_DATA_HOME = "" } = env;
  const data = isAbsolute(XDG_DATA_HOME) ? XDG_DATA_HOME : join(home, ".local/share");
  return join(owner === "system" ? "/var/lib/systemd/timers" : join(data, "systemd/timers"), `stamp-${timer}`);
}
