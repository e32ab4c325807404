// SPDX-License-Identifier: MIT
import type { Files, Machine } from "../machine/doors.ts";
import { exists, numberIn, wholeNumber } from "./attributes.ts";
import { intelPstateFile, NO_CPUFREQ, policies } from "./cpufreq.ts";
import { firstKnown, leave, spoken, to, unavailable } from "./encoded.ts";
import { fileSetting } from "./file-setting.ts";
import type { Encoded, Found, Knob, Setting, Wish } from "./knob.ts";
import { ENTER, RESTORE } from "./ranks.ts";
import { maxFreqFile, scalingMaxFreq } from "./scaling-max-freq.ts";

const RANGE = { min: 10, max: 100, unit: "%" };

/** The most speed that the CPU may take, in percent of its full speed. */
export const cpuLimit: Knob = {
  id: "cpu.limit",
  title: "CPU speed limit",
  shortNames: ["limit"],
  about:
    "The most speed that the CPU may take, in percent of its full speed (10 to 100). Power grows faster than speed, so 60 " +
    "saves much under load; below that, work only takes longer while screen and board go on drawing. An idle machine saves " +
    "nothing by it. It is only ever lowered, never below the minimum that is set. It needs root, and takes intel_pstate's " +
    "max_perf_pct (Linux 3.9) or the frequency limit of each CPU policy, rounded up to a frequency that the driver lists. " +
    "While heat slows the CPU it is not touched, as the kernel then does not tell what the limit was.",
  grammar: { words: [], number: RANGE },
  risk: "safe",
  minor: false,
  alsoMoves: [],
  find,
};

async function find({ files }: Machine): Promise<Found> {
  const percent = intelPstateFile(files, "max_perf_pct");
  if (percent !== undefined) return { settings: [maxPerfPct(files, percent), ...minPerfPct(files)] };
  const settings = policies(files)
    .filter((policy) => exists(files, maxFreqFile(policy)))
    .map((policy) => scalingMaxFreq(files, policy, { knob: cpuLimit.id, percentOf }));
  return settings.length === 0 ? { settings, missing: NO_CPUFREQ } : { settings };
}

const percentOf = (wish: Wish): number | undefined =>
  firstKnown(wish, (percent) =>
    typeof percent === "number" && percent >= RANGE.min && percent <= RANGE.max ? percent : undefined,
  );

const show = (raw: string): string => `${raw} %`;

/**
 * One limit for all CPUs. It is a request of its own beside each policy's scaling_max_freq, which merely shows the
 * lower of the two: the kernel remembers that one, so there is nothing to put back there.
 */
function maxPerfPct(files: Files, path: string): Setting {
  return fileSetting(files, {
    knob: cpuLimit.id,
    place: "all CPUs",
    id: "max_perf_pct",
    path,
    lasts: "boot",
    enterRank: ENTER.limit,
    restoreRank: RESTORE.limitMax,
    encode: (wish, original) => encode(files, wish, original),
    show,
  });
}

function encode(files: Files, wish: Wish, original: string): Encoded {
  const percent = percentOf(wish);
  if (percent === undefined) return unavailable(`it takes 10 to 100 percent, not ${spoken(wish)}`);
  const minimum = intelPstateFile(files, MINIMUM);
  const target = Math.max(Math.round(percent), minimum === undefined ? 0 : Math.min(100, numberIn(files, minimum) ?? 0));
  return (wholeNumber(original) ?? 100) < target
    ? leave(`${show(original)} is lower already`, String(target))
    : to(String(target));
}

const MINIMUM = "min_perf_pct";

/** Switching turbo off squeezes the minimum below the nominal speed, and switching it on does not bring it back. */
function minPerfPct(files: Files): readonly Setting[] {
  const path = intelPstateFile(files, MINIMUM);
  if (path === undefined) return [];
  const setting = fileSetting(files, {
    knob: cpuLimit.id,
    place: "minimum, all CPUs",
    id: MINIMUM,
    path,
    lasts: "boot",
    enterRank: ENTER.limit,
    restoreRank: RESTORE.limitMin,
    encode: () => unavailable(FOLLOWS),
    show,
    heldBy: FOLLOWS,
  });
  return [setting];
}

const FOLLOWS = "cpu.boost";
