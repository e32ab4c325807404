// SPDX-License-Identifier: MIT
import type { Files, Machine } from "../machine/doors.ts";
import { mapReading, type RawText, type Reading, rawText, value, valueOr } from "../machine/reading.ts";
import { exists, listed, wholeNumber } from "./attributes.ts";
import { CPUS, type Policy, policies } from "./cpufreq.ts";
import { firstKnown, leave, spoken, to, unavailable } from "./encoded.ts";
import { energyPerfBiases } from "./energy-perf-bias.ts";
import { fileSetting } from "./file-setting.ts";
import type { Encoded, Found, Knob, Setting, Wish } from "./knob.ts";
import { heldByPowerProfiles } from "./power-profiles.ts";
import { ENTER, RESTORE } from "./ranks.ts";

/** How strongly the processor itself leans towards speed or saving. */
export const cpuEpp: Knob = {
  id: "cpu.epp",
  title: "CPU energy preference",
  shortNames: ["epp"],
  about:
    "A hint to the processor, which picks its own speed many times a second: how much speed is worth how much energy. On a " +
    "recent laptop it is the setting that saves most while there is light work, and costs a little of the snappiness. It " +
    "needs root and a processor that takes the hint: Intel since Skylake (Linux 4.10), AMD with amd-pstate in active mode " +
    "(Linux 6.3); on older Intel the energy bias (EPB, Linux 5.2) of each CPU is set instead. It is only ever turned " +
    "towards saving. The kernel refuses it while the governor is performance or AMD's dynamic_epp is on; while a " +
    "power-profiles service runs, it is that service's own.",
  grammar: { words: ["performance", "balance_performance", "default", "balance_power", "power"] },
  risk: "safe",
  minor: false,
  alsoMoves: [],
  find,
};

const file = ({ path }: Policy): string => `${path}/energy_performance_preference`;

async function find(machine: Machine): Promise<Found> {
  const { files } = machine;
  const owner = await heldByPowerProfiles(machine);
  const preferences = policies(files)
    .filter((policy) => exists(files, file(policy)))
    .map((policy) => preferenceOf(files, policy, owner));
  const biases = energyPerfBiases(files, preferences.length === 0 ? owner : { heldBy: MOVED, ...owner });
  const settings = [...preferences, ...biases];
  return settings.length === 0
    ? { settings, missing: "this CPU takes no energy preference (EPP or EPB) from its driver" }
    : { settings };
}

/** Beside EPP the bias is never turned, but power-profiles services write both, and some processors keep the one in the other. */
const MOVED = "it follows the energy preference";

function preferenceOf(files: Files, policy: Policy, owner: { readonly heldBy?: string }): Setting {
  return fileSetting(files, {
    knob: cpuEpp.id,
    place: policy.name,
    path: file(policy),
    lasts: "boot",
    enterRank: ENTER.energyPreference,
    restoreRank: RESTORE.energyPreference,
    read: async () => readPreference(files, file(policy)),
    encode: (wish, original) => (isDynamic(files) ? unavailable(DYNAMIC) : encode(offeredBy(files, policy), wish, original)),
    accepts,
    ...owner,
  });
}

/** amd-pstate fails with EINVAL where the raw value has no name (firmware's own); `default` is what puts that back. */
function readPreference(files: Files, path: string): Reading<RawText> {
  const reading = files.read(path);
  return reading.kind === "error" && reading.code === "EINVAL" ? value(rawText("default")) : mapReading(reading, rawText);
}

const DYNAMIC = "the kernel sets it by itself (amd_pstate/dynamic_epp is enabled)";

const isDynamic = (files: Files): boolean => ["enabled", "1"].includes(valueOr(files.read(`${CPUS}/amd_pstate/dynamic_epp`), ""));

function offeredBy(files: Files, { path }: Policy): readonly string[] {
  const offered = listed(files, `${path}/energy_performance_available_preferences`);
  return offered.length > 0 ? offered : cpuEpp.grammar.words;
}

function encode(offered: readonly string[], wish: Wish, original: string): Encoded {
  const preference = firstKnown(wish, (word) => offered.find((one) => one === word));
  if (preference === undefined) return unavailable(`no preference ${spoken(wish)} here; there is ${offered.join(", ")}`);
  const [before, wanted] = [thriftOf(original), thriftOf(preference)];
  if (before === undefined || wanted === undefined || before < wanted || original === preference) return to(preference);
  return leave(`${original} saves as much or more already`, preference);
}

/** Raw EPP values of the names; firmware's `default` has none that is known, but lies between its neighbours. */
const THRIFT: ReadonlyMap<string, number> = new Map([
  ["performance", 0],
  ["balance_performance", 128],
  ["default", 160],
  ["balance_power", 192],
  ["power", 255],
]);

/** 0 (all for speed) to 255 (all for saving); undefined for a name that is not known. */
const thriftOf = (preference: string): number | undefined => THRIFT.get(preference) ?? wholeNumber(preference);

/** `default` is read back as whatever firmware's value is called; a number as its name where it has one. */
const accepts = (written: string, found: string): boolean =>
  written === "default" || (thriftOf(written) !== undefined && thriftOf(written) === thriftOf(found));
