// SPDX-License-Identifier: MIT
import type { TabId } from "../state.ts";
import type { Tab } from "../tab.ts";
import { cpuTab } from "./cpu.ts";
import { devicesTab } from "./devices.ts";
import { logTab } from "./log.ts";
import { overviewTab } from "./overview.ts";
import { processesTab } from "./processes.ts";
import { profilesTab } from "./profiles.ts";
import { tunablesTab } from "./tunables.ts";

/** The tabs in their order, each in the place of its number. */
export const TABS = [overviewTab, profilesTab, tunablesTab, processesTab, cpuTab, devicesTab, logTab] as const;

export const tabOf = (id: TabId): Tab => TABS.find((tab) => tab.id === id) ?? overviewTab;

/** The tab so many places further on, round and round. */
export function tabAfter(id: TabId, places: number): TabId {
  const index = TABS.findIndex((tab) => tab.id === id);
  return TABS[(index + places + TABS.length) % TABS.length]?.id ?? id;
}
