// SPDX-License-Identifier: MIT
import type { BluetoothAdapter, Model, Pack, Supply } from "../model.ts";
import { cpus, energyBias, intelPstate, policyFolders } from "../parts/cpu.ts";
import { keyboardLight, panel } from "../parts/lights.ts";
import { assembled, device } from "../parts/part.ts";
import { bluetooth, wifi } from "../parts/radio.ts";
import { nmiWatchdog, platformProfile, powerSupplies, system } from "../parts/system.ts";
import { phone } from "../parts/typec.ts";
import { USUAL_UNITS } from "../parts/units.ts";

const PCI = "/sys/devices/pci0000:00";
const ACPI = "/sys/devices/LNXSYSTM:00/LNXSYBUS:00/PNP0A08:00/device:19/PNP0C09:00";

const BASE_KHZ = 2_400_000;
const BOOST_KHZ = 4_500_000;

const plan = {
  driver: "intel_pstate",
  governors: "performance powersave",
  governor: "powersave",
  policies: [0, 1, 2, 3].map((cpu) => ({ cpus: [cpu], minKhz: 400_000, maxKhz: BOOST_KHZ })),
  preference: "balance_performance",
  idle: {
    driver: "intel_idle",
    states: {
      POLL: "CPUIDLE CORE POLL IDLE",
      C1E: "MWAIT 0x01",
      C6: "MWAIT 0x20",
      C8: "MWAIT 0x40",
      C10: "MWAIT 0x60",
    },
  },
};

const battery: Pack = {
  name: "BAT0",
  folder: `${ACPI}/PNP0C0A:00/power_supply/BAT0`,
  gauge: "energy",
  fullWh: 52.4,
  designWh: 57,
  startWh: 45.6,
  voltageV: 11.55,
  mostChargeW: 45,
  cycles: 211,
  vendor: "SMP",
  model: "5B10W51862",
  serial: "1204",
};

const supplies: readonly Supply[] = [
  { name: "AC", folder: `${ACPI}/ACPI0003:00/power_supply/AC`, type: "Mains" },
  {
    name: "ucsi-source-psy-USBC000:001",
    folder: "/sys/devices/platform/USBC000:00/power_supply/ucsi-source-psy-USBC000:001",
    type: "USB",
  },
];

const adapter: BluetoothAdapter = {
  name: "hci0",
  address: "02:00:5E:10:00:02",
  devices: [{ address: "02:00:5E:20:00:01", name: "Headphones", icon: "audio-headphones" }],
};

/** A thin notebook of 2022: intel_pstate with HWP, one pack in mWh, USB-C charger, NetworkManager with a VPN, a phone on the other USB-C port. */
export const intel: Model = {
  name: "intel",
  title: "Intel laptop with one battery",
  ...assembled(
    system("Simulated Computers", "Travel 13 Intel"),
    nmiWatchdog(),
    cpus(plan),
    intelPstate(),
    energyBias([0, 1, 2, 3]),
    platformProfile("low-power balanced performance", "balanced", true),
    panel({
      card: `${PCI}/0000:00:02.0`,
      connector: "card1-eDP-1",
      backlight: "intel_backlight",
      type: "raw",
      max: 19_393,
      brightness: 11_636,
    }),
    keyboardLight("/sys/devices/platform/travel-laptop/leds/travel::kbd_backlight", { now: 1, max: 3 }),
    wifi(`${PCI}/0000:00:14.3`, 0, "wlp0s20f3"),
    bluetooth(`${PCI}/0000:00:14.0/usb3/3-10/3-10:1.0`, 1, adapter),
    phone({
      hub: `${PCI}/0000:00:14.0/usb3`,
      hubPort: 2,
      typec: "/sys/devices/platform/USBC000:00/typec/port1",
      product: "Travel Phone",
    }),
    device(battery.folder, { charge_control_end_threshold: { text: "100", manner: "end-threshold", kept: true } }),
    powerSupplies([battery, ...supplies]),
  ),
  services: ["NetworkManager", "bluez", "logind", "systemd", "systemd-user"],
  draw: {
    baseW: 1.84,
    screenW: 3.8,
    keyboardW: 0.5,
    cpuIdleW: 0.6,
    cpuSpanW: 22,
    load: 0.15,
    wlanW: 0.8,
    wwanW: 0,
    bluetoothW: 0.2,
  },
  chargerW: 65,
  supplies,
  packs: [battery],
  cpu: { policies: policyFolders(plan), boostKhz: BOOST_KHZ, baseKhz: BASE_KHZ, defaultPreference: "balance_performance" },
  profileMovesPreference: { "low-power": "power", balanced: "balance_performance", performance: "performance" },
  connections: [
    {
      uuid: "5a0c1f6e-0000-4000-8000-000000000001",
      name: "Home",
      type: "802-11-wireless",
      over: "wlan",
      activeAtStart: true,
      returns: true,
    },
    {
      uuid: "5a0c1f6e-0000-4000-8000-000000000002",
      name: "Office VPN",
      type: "vpn",
      over: "wlan",
      activeAtStart: true,
      returns: false,
    },
  ],
  bluetooth: adapter,
  units: USUAL_UNITS,
};
