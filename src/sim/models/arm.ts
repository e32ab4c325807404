// SPDX-License-Identifier: MIT
import type { Model, Pack, Supply } from "../model.ts";
import { cpus, policyFolders } from "../parts/cpu.ts";
import { keyboardLight, panel } from "../parts/lights.ts";
import { assembled, device } from "../parts/part.ts";
import { bluetooth, wifi } from "../parts/radio.ts";
import { powerSupplies, system } from "../parts/system.ts";
import { USUAL_UNITS } from "../parts/units.ts";

const SOC = "/sys/devices/platform/soc@0";
const PMIC = `${SOC}/pmic-glink/power_supply`;
const MAX_KHZ = 3_417_600;

const plan = {
  driver: "scmi",
  governors: "conservative ondemand userspace powersave performance schedutil ",
  governor: "schedutil",
  policies: [
    { cpus: [0, 1], minKhz: 710_400, maxKhz: MAX_KHZ },
    { cpus: [2, 3], minKhz: 710_400, maxKhz: MAX_KHZ },
  ],
  tableKhz: [710_400, 998_400, 1_440_000, 1_920_000, 2_496_000, 2_976_000, MAX_KHZ],
  idle: {
    driver: "psci_idle",
    states: {
      WFI: "ARM WFI",
      "cpu-sleep-0": "ret",
      "cluster-sleep-0": "power-down",
    },
  },
};

const battery: Pack = {
  name: "qcom-battmgr-bat",
  folder: `${PMIC}/qcom-battmgr-bat`,
  gauge: "charge",
  fullWh: 57.1,
  designWh: 58,
  startWh: 48.3,
  voltageV: 15.48,
  mostChargeW: 40,
  cycles: 35,
  vendor: "Sunwoda",
  model: "L23D4PK4",
  serial: "35",
  signedCurrent: true,
};

const supplies: readonly Supply[] = [
  { name: "qcom-battmgr-ac", folder: `${PMIC}/qcom-battmgr-ac`, type: "Mains" },
  { name: "qcom-battmgr-usb", folder: `${PMIC}/qcom-battmgr-usb`, type: "USB" },
];

/** An ARM notebook: two clusters, no boost, no firmware profile; a signed current; radios by rfkill alone. */
export const arm: Model = {
  name: "arm",
  title: "ARM laptop without NetworkManager",
  ...assembled(
    system("Simulated Computers", "Travel 13 ARM"),
    cpus(plan),
    panel({
      card: `${SOC}/ae00000.display-subsystem/ae01000.display-controller`,
      connector: "card0-eDP-1",
      backlight: "dp_aux_backlight",
      type: "raw",
      max: 4095,
      brightness: 2400,
    }),
    keyboardLight("/sys/devices/platform/pwm-leds/leds/white:kbd_backlight", { now: 0, max: 4095 }),
    wifi(`${SOC}/1c08000.pci/pci0004:00/0004:00:00.0/0004:01:00.0`, 0, "wlP4p1s0"),
    bluetooth(`${SOC}/894000.serial/serial0/serial0-0`, 1),
    device(battery.folder, {
      charge_types: { text: "Fast [Standard] Adaptive Custom", manner: "charge-types", kept: true },
      charge_control_start_threshold: { text: "50", manner: "dell-start", kept: true },
      charge_control_end_threshold: { text: "90", manner: "dell-end", kept: true },
    }),
    powerSupplies([battery, ...supplies]),
  ),
  services: ["logind", "systemd", "systemd-user"],
  draw: {
    baseW: 1.14,
    screenW: 3.4,
    keyboardW: 0.5,
    cpuIdleW: 0.4,
    cpuSpanW: 16,
    load: 0.11,
    wlanW: 0.6,
    wwanW: 0,
    bluetoothW: 0.15,
  },
  chargerW: 65,
  supplies,
  packs: [battery],
  cpu: { policies: policyFolders(plan), boostKhz: MAX_KHZ, baseKhz: MAX_KHZ, defaultPreference: null },
  profileMovesPreference: null,
  connections: [],
  bluetooth: null,
  units: USUAL_UNITS,
};
