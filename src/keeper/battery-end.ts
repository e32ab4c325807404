// SPDX-License-Identifier: MIT
import type { Machine } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";
import type { BatteryEnd } from "./level-rules.ts";
import { UPOWER } from "./watch-power.ts";

const CONFIGURATION = "/etc/UPower/UPower.conf";

/** What UPower calls its actions (org.freedesktop.UPower GetCriticalAction). */
const ACTIONS: Readonly<Record<string, BatteryEnd["action"]>> = {
  Hibernate: "hibernation",
  HybridSleep: "hibernation",
  Suspend: "sleep",
  PowerOff: "shutdown",
};

/** UPower's own, where nothing is configured. */
const AT_PERCENT = 2;

/** What ends a journey on this machine, and at which level: UPower acts before the battery is empty. */
export async function readBatteryEnd({ bus, files }: Pick<Machine, "bus" | "files">): Promise<BatteryEnd> {
  const upower = { service: UPOWER, path: "/org/freedesktop/UPower", interface: UPOWER };
  const [action] = valueOr(await bus.call({ ...upower, member: "GetCriticalAction", signature: "", args: [] }), []);
  const known = typeof action === "string" && Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
  return { action: known ?? "empty", atPercent: configuredPercent(valueOr(files.read(CONFIGURATION), "")) };
}

const configuredPercent = (text: string): number => {
  const percent = Number(/^PercentageAction=(\d+(?:\.\d+)?)\s*$/m.exec(text)?.[1] ?? AT_PERCENT);
  return percent < 100 ? percent : AT_PERCENT;
};
