// SPDX-License-Identifier: MIT
import type { Files, Machine } from "../machine/doors.ts";
import { exists } from "./attributes.ts";
import { CPUS, intelPstateFile, type Policy, policies } from "./cpufreq.ts";
import type { Found, Knob, Setting } from "./knob.ts";
import { ENTER, RESTORE } from "./ranks.ts";
import { type SwitchSettingParts, switchSetting } from "./switch-setting.ts";

/** Whether the CPU may run above its nominal speed. */
export const cpuBoost: Knob = {
  id: "cpu.boost",
  title: "CPU boost",
  shortNames: ["boost", "turbo"],
  about:
    "Whether the CPU may run above its nominal speed for a while (Intel: Turbo Boost, AMD: Core Performance Boost). The top " +
    "of the range costs the most power for the least speed, so that `off` saves much under load, keeps the fan quiet and " +
    "costs nothing while the machine idles; heavy work takes longer. It needs root and a switch in the driver: " +
    "intel_pstate, acpi-cpufreq, amd-pstate since Linux 6.11, cppc_cpufreq. Where firmware has locked boost off, it stays " +
    "off, and only switching it on is refused.",
  grammar: { words: ["off", "on"] },
  risk: "safe",
  minor: false,
  alsoMoves: ["cpu.limit"],
  find,
};

async function find({ files }: Machine): Promise<Found> {
  const settings = switches(files);
  return settings.length === 0 ? { settings, missing: "this CPU driver has no boost switch" } : { settings };
}

function switches(files: Files): readonly Setting[] {
  const noTurbo = intelPstateFile(files, "no_turbo");
  if (noTurbo !== undefined) return [switchOf(files, { place: "all CPUs", id: "no_turbo", path: noTurbo, off: "1", on: "0" })];
  const boosting = policies(files).filter((policy) => exists(files, file(policy)));
  const everywhere = `${CPUS}/cpufreq/boost`;
  if (!exists(files, everywhere)) return boosting.map((policy) => switchOf(files, ofPolicy(policy)));
  return [
    switchOf(files, { place: "all CPUs", id: "boost", path: everywhere, ...BOOST }),
    ...boosting.map((policy) => follower(files, policy)),
  ];
}

const BOOST = { off: "0", on: "1" };

const file = ({ path }: Policy): string => `${path}/boost`;

type Place = Pick<SwitchSettingParts, "place" | "path" | "id" | "off" | "on">;

const ofPolicy = (policy: Policy): Place => ({ place: policy.name, path: file(policy), ...BOOST });

/** The switch for all CPUs overwrites that of each policy, and must be back on before one of theirs can be. */
const follower = (files: Files, policy: Policy): Setting =>
  switchOf(files, { ...ofPolicy(policy), heldBy: "the switch for all CPUs", restoreRank: RESTORE.boost + 1 });

function switchOf(files: Files, parts: Place & Partial<Pick<SwitchSettingParts, "heldBy" | "restoreRank">>): Setting {
  return switchSetting(files, { knob: cpuBoost.id, lasts: "boot", enterRank: ENTER.boost, restoreRank: RESTORE.boost, ...parts });
}
