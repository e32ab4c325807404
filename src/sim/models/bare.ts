// SPDX-License-Identifier: MIT
import type { Model, Pack, Supply } from "../model.ts";
import { procStat } from "../parts/cpuidle.ts";
import { assembled, device } from "../parts/part.ts";
import { powerSupplies } from "../parts/system.ts";

const battery: Pack = {
  name: "battery",
  folder: "/sys/devices/platform/battery/power_supply/battery",
  gauge: "capacity",
  fullWh: 40,
  designWh: 40,
  startWh: 33.2,
  voltageV: 7.4,
  mostChargeW: 25,
  cycles: 0,
  vendor: "",
  model: "",
  serial: "",
};

const supplies: readonly Supply[] = [
  { name: "charger", folder: "/sys/devices/platform/charger/power_supply/charger", type: "Mains" },
];

/** A machine with nothing to turn: no frequency control, no backlight, no radios; a battery that tells a percentage alone. */
export const bare: Model = {
  name: "bare",
  title: "bare machine with nothing to turn",
  ...assembled(
    device("/sys/devices/virtual/dmi/id", { sys_vendor: "Simulated Computers", product_name: "Bare" }, "/sys/class/dmi/id"),
    device("/proc/sys/vm", { swappiness: "60" }),
    device("/sys/devices/system/cpu", { online: "0-1", "cpu0/topology/core_id": "0", "cpu1/topology/core_id": "1" }),
    procStat(2),
    powerSupplies([battery, ...supplies]),
  ),
  services: ["systemd"],
  draw: {
    baseW: 6.5,
    screenW: 0,
    keyboardW: 0,
    cpuIdleW: 0.5,
    cpuSpanW: 12,
    load: 0.1,
    wlanW: 0,
    wwanW: 0,
    bluetoothW: 0,
  },
  chargerW: 45,
  supplies,
  packs: [battery],
  cpu: null,
  profileMovesPreference: null,
  connections: [],
  bluetooth: null,
  units: [],
};
