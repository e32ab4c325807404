// SPDX-License-Identifier: MIT
import type { Files } from "../../machine/doors.ts";
import { valueOr } from "../../machine/reading.ts";
import { type Finding, findings } from "./finding.ts";

const { good, note, problem } = findings("firmware");

/** What firmware or a switch on the case has locked, as far as it can be told without trying. */
export function findLocks(files: Files): readonly Finding[] {
  const found = [...blockedRadios(files), ...turbo(files), ...platformProfile(files), ...linkPower(files)];
  return found.length > 0 ? found : [good("no lock by firmware or by a switch is to be seen")];
}

/** `hard` is 1 when a switch or the firmware blocks the radio: no software can open it. */
function blockedRadios(files: Files): readonly Finding[] {
  const folder = "/sys/class/rfkill";
  return valueOr(files.list(folder), [])
    .filter((radio) => valueOr(files.read(`${folder}/${radio}/hard`), "0") === "1")
    .map((radio) => {
      const name = `${valueOr(files.read(`${folder}/${radio}/type`), "radio")} (${valueOr(files.read(`${folder}/${radio}/name`), radio)})`;
      return problem(
        `${name} is blocked by a switch or the firmware`,
        "look for a switch, an Fn key, or the setting in the firmware's setup",
      );
    });
}

/** Whether the firmware forbids boost cannot be asked: the kernel says so (EPERM) only when it is turned on. */
function turbo(files: Files): readonly Finding[] {
  if (valueOr(files.read("/sys/devices/system/cpu/intel_pstate/no_turbo"), "0") !== "1") return [];
  return [
    note(
      "the CPU's boost is off already, by somebody or by the firmware; only turning it on would tell",
      "travelmode explain turbo",
    ),
  ];
}

/** Since Linux 6.14 a profile may read `custom`, which the legacy file cannot take back. */
function platformProfile(files: Files): readonly Finding[] {
  if (valueOr(files.read("/sys/firmware/acpi/platform_profile"), "") !== "custom") return [];
  return [
    note(
      "the platform profile is `custom`: set by a vendor's tool, piece by piece",
      "choose a named profile there, so that travelmode may turn it",
    ),
  ];
}

/** Shown only: travelmode does not turn link power management. The chosen policy stands in brackets. */
function linkPower(files: Files): readonly Finding[] {
  const policy = /\[(\w+)\]/u.exec(valueOr(files.read("/sys/module/pcie_aspm/parameters/policy"), ""))?.[1];
  if (policy !== "performance") return [];
  return [
    problem(
      "PCIe link power management (ASPM) is off: its policy is `performance`",
      "start the kernel without pcie_aspm.policy=performance",
    ),
  ];
}
