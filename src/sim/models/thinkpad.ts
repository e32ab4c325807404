// SPDX-License-Identifier: MIT
import type { Model, Pack, Part, Supply } from "../model.ts";
import { boostSwitch, cpus, policyFolders } from "../parts/cpu.ts";
import { keyboardLight, panel } from "../parts/lights.ts";
import { assembled, device } from "../parts/part.ts";
import { bluetooth, modem, rfkill, wifi } from "../parts/radio.ts";
import { nmiWatchdog, platformProfile, powerSupplies, system } from "../parts/system.ts";
import { USUAL_UNITS } from "../parts/units.ts";

const PCI = "/sys/devices/pci0000:00";
const ACPI = "/sys/devices/LNXSYSTM:00/LNXSYBUS:00/PNP0A08:00/device:08/PNP0C09:00";
const LAPTOP = "/sys/devices/platform/thinkpad_acpi";

const BASE_KHZ = 1_900_000;
const BOOST_KHZ = 3_400_000;

const plan = {
  driver: "acpi-cpufreq",
  governors: "conservative ondemand userspace powersave performance schedutil ",
  governor: "schedutil",
  policies: [0, 1, 2, 3].map((cpu) => ({ cpus: [cpu], minKhz: 400_000, maxKhz: BOOST_KHZ })),
  tableKhz: [1_900_000, 1_700_000, 1_400_000, 1_100_000, 800_000, 400_000],
  idle: {
    driver: "intel_idle",
    states: {
      POLL: "CPUIDLE CORE POLL IDLE",
      C1: "MWAIT 0x00",
      C1E: "MWAIT 0x01",
      C3: "MWAIT 0x10",
      C6: "MWAIT 0x20",
      C7s: "MWAIT 0x33",
      C8: "MWAIT 0x40",
      C9: "MWAIT 0x50",
      C10: "MWAIT 0x60",
    },
  },
};

const inner: Pack = {
  name: "BAT0",
  folder: `${ACPI}/PNP0C0A:00/power_supply/BAT0`,
  gauge: "energy",
  fullWh: 21.8,
  designWh: 23.95,
  startWh: 20.9,
  voltageV: 11.4,
  mostChargeW: 22,
  cycles: 342,
  vendor: "LGC",
  model: "01AV489",
  serial: "2831",
};

const outer: Pack = {
  ...inner,
  name: "BAT1",
  folder: `${ACPI}/PNP0C0A:01/power_supply/BAT1`,
  fullWh: 20.1,
  startWh: 16.2,
  cycles: 401,
  vendor: "SANYO",
  model: "01AV424",
  serial: "977",
};

const supplies: readonly Supply[] = [{ name: "AC", folder: `${ACPI}/ACPI0003:00/power_supply/AC`, type: "Mains" }];

const thresholds = ({ folder }: Pack): Part =>
  device(folder, {
    charge_control_start_threshold: { text: "0", manner: "start-threshold", kept: true },
    charge_control_end_threshold: { text: "100", manner: "end-threshold", kept: true },
    charge_behaviour: "[auto] inhibit-charge force-discharge",
  });

/** A business notebook: two packs with thresholds, the outer emptied first; acpi-cpufreq; a modem whose SIM has a PIN. */
export const thinkpad: Model = {
  name: "thinkpad",
  title: "ThinkPad with two batteries and a modem",
  ...assembled(
    system("LENOVO", "Travel ThinkPad"),
    nmiWatchdog(),
    cpus(plan),
    boostSwitch(),
    platformProfile("low-power balanced performance", "balanced", false),
    panel({
      card: `${PCI}/0000:00:02.0`,
      connector: "card0-eDP-1",
      backlight: "intel_backlight",
      type: "raw",
      max: 1515,
      brightness: 900,
    }),
    keyboardLight(`${LAPTOP}/leds/tpacpi::kbd_backlight`, { now: 1, max: 2 }),
    rfkill({ parent: `${LAPTOP}/rfkill`, index: 0, name: "tpacpi_bluetooth_sw", type: "bluetooth" }),
    wifi(`${PCI}/0000:00:1c.0/0000:03:00.0`, 2, "wlp3s0"),
    bluetooth(`${PCI}/0000:00:14.0/usb1/1-7/1-7:1.0`, 3),
    modem(`${PCI}/0000:00:14.0/usb1/1-6/1-6:1.12`, 4),
    thresholds(inner),
    thresholds(outer),
    powerSupplies([inner, outer, ...supplies]),
  ),
  services: ["NetworkManager", "bluez", "logind", "ModemManager", "systemd", "systemd-user"],
  draw: {
    baseW: 1.84,
    screenW: 4,
    keyboardW: 0.4,
    cpuIdleW: 0.7,
    cpuSpanW: 18,
    load: 0.12,
    wlanW: 0.8,
    wwanW: 0.7,
    bluetoothW: 0.2,
  },
  chargerW: 65,
  supplies,
  packs: [outer, inner],
  cpu: { policies: policyFolders(plan), boostKhz: BOOST_KHZ, baseKhz: BASE_KHZ, defaultPreference: null },
  profileMovesPreference: null,
  connections: [
    {
      uuid: "5a0c1f6e-0000-4000-8000-000000000021",
      name: "Train",
      type: "802-11-wireless",
      over: "wlan",
      activeAtStart: true,
      returns: true,
    },
    {
      uuid: "5a0c1f6e-0000-4000-8000-000000000022",
      name: "Mobile data",
      type: "gsm",
      over: "wwan",
      activeAtStart: false,
      returns: false,
    },
  ],
  bluetooth: { name: "hci0", address: "02:00:5E:10:00:22", devices: [] },
  units: USUAL_UNITS,
};
