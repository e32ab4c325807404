// SPDX-License-Identifier: MIT
import type { Files } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";
import { exists, numbered } from "./attributes.ts";

export const CPUS = "/sys/devices/system/cpu";

export const NO_CPUFREQ = "this kernel has no CPU frequency control";

/** A group of CPUs that share one clock (Documentation/admin-guide/pm/cpufreq.rst). */
export interface Policy {
  /** "policy0": the number of its first CPU, the same after each boot. */
  readonly name: string;
  readonly path: string;
  /** "intel_pstate", "acpi-cpufreq"; "" where it cannot be read. */
  readonly driver: string;
}

/** The policies in the order of their numbers; one whose CPUs are all offline cannot be read and is left out until they are back. */
export function policies(files: Files): readonly Policy[] {
  return numbered(files, `${CPUS}/cpufreq`, /^policy\d+$/).flatMap((name) => {
    const path = `${CPUS}/cpufreq/${name}`;
    const driver = files.read(`${path}/scaling_driver`);
    const offline = driver.kind === "error" && driver.code === "EBUSY";
    return offline ? [] : [{ name, path, driver: valueOr(driver, "") }];
  });
}

/** A file of the intel_pstate driver; undefined where it is missing, or the driver is off, which makes it fail with EAGAIN. */
export function intelPstateFile(files: Files, name: string): string | undefined {
  const path = `${CPUS}/intel_pstate/${name}`;
  const off = valueOr(files.read(`${CPUS}/intel_pstate/status`), "active") === "off";
  return !off && exists(files, path) ? path : undefined;
}
