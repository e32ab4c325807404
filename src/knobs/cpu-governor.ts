// SPDX-License-Identifier: MIT
import type { Files, Machine } from "../machine/doors.ts";
import { exists, listed } from "./attributes.ts";
import { NO_CPUFREQ, type Policy, policies } from "./cpufreq.ts";
import { firstKnown, leave, spoken, to, unavailable } from "./encoded.ts";
import { fileSetting } from "./file-setting.ts";
import type { Encoded, Found, Knob, Setting, Wish, WishValue } from "./knob.ts";
import { heldByPowerProfiles } from "./power-profiles.ts";
import { ENTER, RESTORE } from "./ranks.ts";

/** How the kernel picks each CPU policy's speed. */
export const cpuGovernor: Knob = {
  id: "cpu.governor",
  title: "CPU governor",
  shortNames: ["governor"],
  about:
    "How the kernel picks the speed of the CPU. `saving` takes the governor that follows the load: powersave under " +
    "intel_pstate and amd-pstate in active mode, where in spite of its name it is dynamic; schedutil (Linux 4.7), else " +
    "conservative or ondemand, under all other drivers, where powersave would pin the lowest speed and make work take " +
    "longer than it saves. It saves most on a machine that was left at performance, and costs a moment until full speed is " +
    "reached. It needs root. A CPU at a fixed speed (governor userspace) is left alone, as that speed would be lost; while " +
    "a power-profiles service runs, the governor is its own.",
  grammar: { words: ["saving", "powersave", "schedutil", "conservative", "ondemand", "performance"] },
  risk: "safe",
  minor: false,
  alsoMoves: ["cpu.epp"],
  find,
};

const file = ({ path }: Policy): string => `${path}/scaling_governor`;

async function find(machine: Machine): Promise<Found> {
  const found = policies(machine.files).filter((policy) => exists(machine.files, file(policy)));
  if (found.length === 0) return { settings: [], missing: NO_CPUFREQ };
  const owner = await heldByPowerProfiles(machine);
  return { settings: found.map((policy) => governorOf(machine.files, policy, owner)) };
}

function governorOf(files: Files, policy: Policy, owner: { readonly heldBy?: string }): Setting {
  const offered = listed(files, `${policy.path}/scaling_available_governors`);
  return fileSetting(files, {
    knob: cpuGovernor.id,
    place: policy.name,
    path: file(policy),
    lasts: "boot",
    enterRank: ENTER.governor,
    restoreRank: (original) => (original === "performance" ? RESTORE.governorPerformance : RESTORE.governor),
    encode: (wish, original) => encode({ driver: policy.driver, offered }, wish, original),
    ...owner,
  });
}

interface Choice {
  readonly driver: string;
  readonly offered: readonly string[];
}

function encode(choice: Choice, wish: Wish, original: string): Encoded {
  if (original === "userspace") return leave("it runs at a fixed speed (userspace), which would be lost");
  const governor = firstKnown(wish, (word) => meaning(choice, word, original));
  if (governor !== undefined) return to(governor);
  return unavailable(`no governor for ${spoken(wish)} here; there is ${choice.offered.join(", ") || "none"}`);
}

function meaning({ driver, offered }: Choice, word: WishValue, original: string): string | undefined {
  const candidates = word === "saving" ? saving(driver, original) : [String(word)];
  return candidates.find((governor) => governor !== "userspace" && offered.includes(governor));
}

/** In active mode these drivers steer by EPP, and their powersave is the dynamic one. */
const ACTIVE_DRIVERS: readonly string[] = ["intel_pstate", "amd-pstate-epp"];

/** What already saves at least as much is kept. */
function saving(driver: string, original: string): readonly string[] {
  if (ACTIVE_DRIVERS.includes(driver)) return ["powersave"];
  const dynamic = ["schedutil", "conservative", "ondemand"];
  return original === "powersave" || original === "conservative" ? [original] : dynamic;
}
