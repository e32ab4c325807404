// SPDX-License-Identifier: MIT
import type { Tab } from "../tab.ts";

export const cpuTab: Tab = { id: "cpu", title: "CPU", keys: [], rowCount: () => 0, body: () => [] };
