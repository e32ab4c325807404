// SPDX-License-Identifier: MIT
import type { Files } from "../machine/doors.ts";
import { exists, numbered, wholeNumber } from "./attributes.ts";
import { CPUS } from "./cpufreq.ts";
import { firstKnown, leave, spoken, to, unavailable } from "./encoded.ts";
import { fileSetting } from "./file-setting.ts";
import type { Encoded, Setting, Wish } from "./knob.ts";
import { ENTER, RESTORE } from "./ranks.ts";

/** Intel's energy-performance bias, EPP's elder: 0 to 15, the higher the thriftier (Documentation/admin-guide/pm/intel_epb.rst). */
const BIASES: ReadonlyMap<string | number, string> = new Map([
  ["performance", "0"],
  ["balance_performance", "4"],
  ["default", "6"],
  ["balance_power", "8"],
  ["power", "15"],
]);

/** The bias of each CPU that has one. An offline CPU has none: the kernel takes its file away until it is back. */
export function energyPerfBiases(files: Files, owner: { readonly heldBy?: string }): readonly Setting[] {
  return numbered(files, CPUS, /^cpu\d+$/).flatMap((cpu) => {
    const path = `${CPUS}/${cpu}/power/energy_perf_bias`;
    return exists(files, path) ? [biasOf(files, { cpu, path, owner })] : [];
  });
}

function biasOf(files: Files, { cpu, path, owner }: { cpu: string; path: string; owner: { readonly heldBy?: string } }): Setting {
  return fileSetting(files, {
    knob: "cpu.epp",
    place: cpu,
    path,
    lasts: "boot",
    enterRank: ENTER.energyPreference,
    restoreRank: RESTORE.energyPreference,
    encode,
    show,
    ...owner,
  });
}

function encode(wish: Wish, original: string): Encoded {
  const raw = firstKnown(wish, (word) => BIASES.get(word));
  if (raw === undefined) return unavailable(`it takes ${[...BIASES.keys()].join(", ")}, not ${spoken(wish)}`);
  const before = wholeNumber(original);
  return before !== undefined && before > Number(raw) ? leave(`${show(original)} saves more already`, raw) : to(raw);
}

/** "6" as "default"; a value between the named ones as its number. */
const show = (raw: string): string => {
  const name = [...BIASES].find(([, bias]) => bias === raw)?.[0];
  return String(name ?? raw);
};
