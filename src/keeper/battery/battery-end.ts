// SPDX-License-Identifier: MIT
import type { Machine } from "../../machine/doors.ts";
import { valueOr } from "../../machine/reading.ts";
import type { BatteryEnd } from "../level-rules.ts";
import { UPOWER } from "../watches/watch-power.ts";
import { endPercent } from "./end-percent.ts";

/** What UPower calls its actions (org.freedesktop.UPower GetCriticalAction). */
const ACTIONS: Readonly<Record<string, BatteryEnd["action"]>> = {
  Hibernate: "hibernation",
  HybridSleep: "hibernation",
  Suspend: "sleep",
  PowerOff: "shutdown",
};

/** What ends a journey on this machine, and at which level: UPower acts before the battery is empty. */
export async function readBatteryEnd({ bus, files }: Pick<Machine, "bus" | "files">): Promise<BatteryEnd> {
  const upower = { service: UPOWER, path: "/org/freedesktop/UPower", interface: UPOWER };
  const [action] = valueOr(await bus.call({ ...upower, member: "GetCriticalAction", signature: "", args: [] }), []);
  const known = typeof action === "string" && Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
  return { action: known ?? "empty", atPercent: endPercent(files) };
}
