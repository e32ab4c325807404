// SPDX-License-Identifier: MIT
import type { Tab } from "../tab.ts";

export const devicesTab: Tab = { id: "devices", title: "Devices", keys: [], rowCount: () => 0, body: () => [] };
