// SPDX-License-Identifier: MIT
import type { BluetoothAdapter, Model, Pack, Supply } from "../model.ts";
import { boostSwitch, cpus, policyFolders } from "../parts/cpu.ts";
import { deadBacklight, keyboardLight, panel } from "../parts/lights.ts";
import { assembled, device } from "../parts/part.ts";
import { bluetooth, wifi } from "../parts/radio.ts";
import { nmiWatchdog, platformProfile, powerSupplies, system } from "../parts/system.ts";
import { USUAL_UNITS } from "../parts/units.ts";

const PCI = "/sys/devices/pci0000:00";
const ACPI = "/sys/devices/LNXSYSTM:00/LNXSYBUS:00/PNP0A08:00/device:0e/PNP0C09:00";

const BASE_KHZ = 3_301_000;
const BOOST_KHZ = 4_785_000;

const plan = {
  driver: "amd-pstate-epp",
  governors: "performance powersave",
  governor: "powersave",
  policies: [0, 1, 2, 3].map((cpu) => ({ cpus: [cpu], minKhz: 400_000, maxKhz: BOOST_KHZ })),
  preference: "balance_performance",
  ownBoost: true,
  idle: {
    driver: "acpi_idle",
    states: {
      POLL: "CPUIDLE CORE POLL IDLE",
      C1: "ACPI FFH MWAIT 0x0",
      C2: "ACPI IOPORT 0x414",
      C3: "ACPI IOPORT 0x415",
    },
  },
};

const battery: Pack = {
  name: "BAT1",
  folder: `${ACPI}/PNP0C0A:00/power_supply/BAT1`,
  gauge: "charge",
  fullWh: 58.2,
  designWh: 61,
  startWh: 50.1,
  voltageV: 15.4,
  mostChargeW: 50,
  cycles: 87,
  vendor: "NVT",
  model: "Travel Pack",
  serial: "0087",
};

const supplies: readonly Supply[] = [{ name: "ACAD", folder: `${ACPI}/ACPI0003:00/power_supply/ACAD`, type: "Mains" }];

const adapter: BluetoothAdapter = {
  name: "hci0",
  address: "02:00:5E:10:00:12",
  devices: [{ address: "02:00:5E:20:00:11", name: "Travel Mouse", icon: "input-mouse" }],
};

/** A notebook with a second graphics card: amd-pstate in active mode, a pack in mAh, power-profiles-daemon in charge. */
export const amd: Model = {
  name: "amd",
  title: "AMD laptop with power-profiles-daemon",
  ...assembled(
    system("Simulated Computers", "Travel 14 AMD"),
    nmiWatchdog(),
    cpus(plan),
    boostSwitch(),
    platformProfile("low-power balanced performance", "balanced", false),
    panel({
      card: `${PCI}/0000:00:08.1/0000:c1:00.0`,
      connector: "card1-eDP-1",
      backlight: "amdgpu_bl1",
      type: "raw",
      max: 255,
      brightness: 140,
    }),
    deadBacklight(`${PCI}/0000:00:01.1/0000:01:00.0`, "nvidia_0"),
    keyboardLight("/sys/devices/platform/asus-nb-wmi/leds/asus::kbd_backlight", { now: 0, max: 3 }),
    wifi(`${PCI}/0000:00:02.2/0000:02:00.0`, 0, "wlp2s0"),
    bluetooth(`${PCI}/0000:00:08.1/0000:c1:00.3/usb1/1-3/1-3:1.0`, 1, adapter),
    // Forgotten when the computer is off.
    device(battery.folder, { charge_control_end_threshold: { text: "100", manner: "end-threshold" } }),
    powerSupplies([battery, ...supplies]),
  ),
  services: ["NetworkManager", "bluez", "logind", "power-profiles-daemon", "systemd", "systemd-user"],
  draw: {
    baseW: 2.04,
    screenW: 4.2,
    keyboardW: 0.6,
    cpuIdleW: 0.8,
    cpuSpanW: 26,
    load: 0.11,
    wlanW: 0.7,
    wwanW: 0,
    bluetoothW: 0.2,
  },
  chargerW: 100,
  supplies,
  packs: [battery],
  cpu: { policies: policyFolders(plan), boostKhz: BOOST_KHZ, baseKhz: BASE_KHZ, defaultPreference: null },
  profileMovesPreference: null,
  connections: [
    {
      uuid: "5a0c1f6e-0000-4000-8000-000000000011",
      name: "Café",
      type: "802-11-wireless",
      over: "wlan",
      activeAtStart: true,
      returns: true,
    },
  ],
  bluetooth: adapter,
  units: USUAL_UNITS,
};
