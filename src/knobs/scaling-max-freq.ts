// SPDX-License-Identifier: MIT
import type { Files } from "../machine/doors.ts";
import { mapReading, type RawText, rawText, valueOr } from "../machine/reading.ts";
import { listed, numberIn, wholeNumber } from "./attributes.ts";
import type { Policy } from "./cpufreq.ts";
import { leave, spoken, to, unavailable } from "./encoded.ts";
import { fileSetting } from "./file-setting.ts";
import type { Encoded, KnobId, Setting, Wish } from "./knob.ts";
import { ENTER, RESTORE } from "./ranks.ts";

export const maxFreqFile = ({ path }: Policy): string => `${path}/scaling_max_freq`;

export interface FrequencyLimit {
  readonly knob: KnobId;
  percentOf(wish: Wish): number | undefined;
}

/**
 * The frequency limit of one policy. What is written is a request; what is read is the lowest of that request,
 * firmware's limit and heat's (Documentation/admin-guide/pm/cpufreq.rst). Putting back a value read while the CPU
 * was held down would make that a limit for good. So such a reading is never believed: it counts as "no limit".
 */
export function scalingMaxFreq(files: Files, policy: Policy, limit: FrequencyLimit): Setting {
  const path = maxFreqFile(policy);
  return fileSetting(files, {
    knob: limit.knob,
    place: policy.name,
    path,
    lasts: "boot",
    enterRank: ENTER.limit,
    restoreRank: RESTORE.limitMax,
    read: async () => mapReading(files.read(path), (shown) => (isHeldDown(files, policy, shown) ? NO_LIMIT : rawText(shown))),
    encode: (wish, original) => encode({ files, policy, limit }, wish, original),
    show,
    stillOurs: (settled, now) => settled === NO_LIMIT || now === NO_LIMIT,
    accepts: (written, found) => found === NO_LIMIT || isWholeRange(files, policy, { written, found }),
  });
}

/** FREQ_QOS_MAX_DEFAULT_VALUE (include/linux/pm_qos.h): the kernel's own spelling; it reads back as cpuinfo_max_freq. */
const NO_LIMIT: RawText = rawText("2147483647");

function isHeldDown(files: Files, policy: Policy, shown: string): boolean {
  const [limitKhz, fullKhz] = [wholeNumber(shown), numberIn(files, `${policy.path}/cpuinfo_max_freq`)];
  if (limitKhz === undefined || fullKhz === undefined || limitKhz >= fullKhz) return false;
  return limitKhz === numberIn(files, `${policy.path}/bios_limit`) || isHot(files);
}

const COOLING = "/sys/class/thermal";

/** Whether the kernel slows a CPU down because of heat: ACPI's "Processor", or a devicetree's "cpufreq-cpu0". */
function isHot(files: Files): boolean {
  const devices = valueOr(files.list(COOLING), []).filter((name) => name.startsWith("cooling_device"));
  return devices.some((name) => isCpuCooler(files, name) && (numberIn(files, `${COOLING}/${name}/cur_state`) ?? 0) > 0);
}

const isCpuCooler = (files: Files, name: string): boolean =>
  /^(Processor$|(thermal-)?cpufreq-)/.test(valueOr(files.read(`${COOLING}/${name}/type`), ""));

/** Above the range that boost leaves, and above all for "no limit", a request reads back as full speed. */
function isWholeRange(files: Files, policy: Policy, { written, found }: { written: string; found: string }): boolean {
  const fullKhz = numberIn(files, `${policy.path}/cpuinfo_max_freq`);
  return fullKhz !== undefined && wholeNumber(found) === fullKhz && (wholeNumber(written) ?? 0) >= fullKhz;
}

interface Place {
  readonly files: Files;
  readonly policy: Policy;
  readonly limit: FrequencyLimit;
}

function encode(place: Place, wish: Wish, original: string): Encoded {
  const percent = place.limit.percentOf(wish);
  if (percent === undefined) return unavailable(`it takes 10 to 100 percent, not ${spoken(wish)}`);
  const targetKhz = target(place, percent);
  if (targetKhz === undefined) return unavailable("the range of its speed cannot be read");
  const biosKhz = numberIn(place.files, `${place.policy.path}/bios_limit`);
  if (biosKhz !== undefined && biosKhz <= targetKhz && original === NO_LIMIT)
    return leave(`firmware holds it at ${show(String(biosKhz))}`);
  if (original === NO_LIMIT && isHot(place.files)) return unavailable("heat slows it now, which hides what the limit was");
  return (wholeNumber(original) ?? Number.POSITIVE_INFINITY) < targetKhz
    ? leave(`${show(original)} is lower already`, String(targetKhz))
    : to(String(targetKhz));
}

/** Percent of full speed, not below the minimum, rounded up to a frequency that the driver lists. */
function target({ files, policy }: Place, percent: number): number | undefined {
  const fullKhz = numberIn(files, `${policy.path}/cpuinfo_max_freq`);
  if (fullKhz === undefined) return undefined;
  const minima = ["cpuinfo_min_freq", "scaling_min_freq"].map((name) => numberIn(files, `${policy.path}/${name}`) ?? 0);
  const wantedKhz = Math.min(fullKhz, Math.max(Math.round((fullKhz * percent) / 100), ...minima));
  const steps = listed(files, `${policy.path}/scaling_available_frequencies`).flatMap((step) => wholeNumber(step) ?? []);
  return steps.toSorted((a, b) => a - b).find((khz) => khz >= wantedKhz && khz <= fullKhz) ?? wantedKhz;
}

/** kHz as "2.4 GHz". */
function show(raw: string): string {
  const khz = wholeNumber(raw);
  if (raw === NO_LIMIT) return "no limit";
  return khz === undefined ? raw : khz < 1_000_000 ? `${khz / 1000} MHz` : `${Number((khz / 1_000_000).toFixed(2))} GHz`;
}
