// SPDX-License-Identifier: MIT
import type { Files } from "../../machine/doors.ts";
import { valueOr } from "../../machine/reading.ts";
import { type Finding, findings } from "./finding.ts";

const { good, note, problem } = findings("sleep");

/** Which sleep state is used, and what may wake the laptop from it. */
export const findSleep = (files: Files): readonly Finding[] => [...sleepState(files), ...wakeSources(files)];

/** /sys/power/mem_sleep: "s2idle [deep]", the one in use in brackets (kernel: admin-guide/pm/sleep-states). */
function sleepState(files: Files): readonly Finding[] {
  const states = valueOr(files.read("/sys/power/mem_sleep"), "");
  if (states === "") return [note("this kernel tells of no sleep states")];
  if (states.includes("[deep]")) return [good("sleep is suspend to RAM (deep)")];
  if (!states.includes("deep")) return [note("sleep is s2idle, the only kind here: it drains more than suspend to RAM does")];
  return [
    problem(
      "sleep is s2idle although suspend to RAM (deep) is there",
      "try: echo deep | sudo tee /sys/power/mem_sleep (until the next boot)",
    ),
  ];
}

const ACPI = "/proc/acpi/wakeup";
const SOURCES = "/sys/class/wakeup";

/** Lid and power button are meant to wake; the rest may do so in a bag. */
const EXPECTED = /^(LID|PWRB|PBTN|SLPB|PNP0C0[CDE]|Lid|Power Button)/u;

function wakeSources(files: Files): readonly Finding[] {
  const told = files.read(ACPI).kind === "value" || files.list(SOURCES).kind === "value";
  if (!told) return [note("this kernel does not tell what may wake it from sleep")];
  const names = [...new Set([...acpiWakers(files), ...deviceWakers(files)])].filter((name) => !EXPECTED.test(name)).sort();
  if (names.length === 0) return [good("nothing but lid and power button wakes it from sleep")];
  return [
    note(
      `may wake it from sleep: ${names.join(", ")}`,
      "if it wakes in the bag: echo NAME | sudo tee /proc/acpi/wakeup, or `disabled` into power/wakeup",
    ),
  ];
}

/** /proc/acpi/wakeup: "XHC  S3  *enabled  pci:0000:00:14.0", under a line of headings. */
const acpiWakers = (files: Files): readonly string[] =>
  valueOr(files.read(ACPI), "")
    .split("\n")
    .flatMap((line) => /^(\S+)\s+S\d\s+\*enabled/u.exec(line)?.[1] ?? []);

/** A wake-up source below /sys/class/wakeup leads to its device, whose `power/wakeup` says whether it may. */
function deviceWakers(files: Files): readonly string[] {
  return valueOr(files.list(SOURCES), []).flatMap((source) => {
    const may = valueOr(files.read(`${SOURCES}/${source}/device/power/wakeup`), "") === "enabled";
    const name = valueOr(files.read(`${SOURCES}/${source}/name`), source);
    return may && !isAcpiNode(name) ? [name] : [];
  });
}

/** ACPI's nodes ("PNP0C0A:00") stand for devices that are listed under their own names. */
const isAcpiNode = (name: string): boolean => /^[A-Z]{3,4}[0-9A-F]{4}:\d\d$/u.test(name);
