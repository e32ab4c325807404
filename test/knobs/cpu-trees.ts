// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import fc from "fast-check";
import type { Encoded, Knob, Setting, Wish } from "../../src/knobs/knob.ts";
import type { Machine } from "../../src/machine/doors.ts";
import { rawText, valueOr } from "../../src/machine/reading.ts";
import { fakeBus } from "../fakes/fake-bus.ts";

export const CPU = "/sys/devices/system/cpu";

/** The files of one policy, by name: `policy(0, {scaling_driver: "acpi-cpufreq"})`. */
export const policy = (number: number, files: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`${CPU}/cpufreq/policy${number}/${name}`, text]));

/** As Intel shows it since Skylake, in active mode. */
export const intelActive = {
  scaling_driver: "intel_pstate",
  scaling_governor: "powersave",
  scaling_available_governors: "performance powersave",
  energy_performance_preference: "balance_performance",
  energy_performance_available_preferences: "default performance balance_performance balance_power power",
};

/** As acpi-cpufreq shows it. */
export const acpi = {
  scaling_driver: "acpi-cpufreq",
  scaling_governor: "ondemand",
  scaling_available_governors: "conservative ondemand userspace powersave performance schedutil",
  scaling_available_frequencies: "2400000 2000000 1600000 1200000 800000",
  scaling_max_freq: "2400000",
  scaling_min_freq: "800000",
  cpuinfo_max_freq: "2400000",
  cpuinfo_min_freq: "800000",
};

export const powerProfilesBus = (
  more: Readonly<Record<string, string | readonly never[]>> = {},
  name = "org.freedesktop.UPower.PowerProfiles",
) =>
  fakeBus({
    [name]: {
      [`/${name.replaceAll(".", "/")}`]: {
        [name]: {
          ActiveProfile: "balanced",
          Profiles: ["power-saver", "balanced", "performance"].map((profile) => ({ Profile: profile, Driver: "multiple" })),
          ActiveProfileHolds: [],
          ...more,
        },
      },
    },
  });

export async function settingsOf(knob: Knob, machine: Machine): Promise<readonly Setting[]> {
  return (await knob.find(machine)).settings;
}

/** The knob's setting of that place; fails where there is none. */
export async function settingAt(knob: Knob, machine: Machine, place: string): Promise<Setting> {
  const setting = (await settingsOf(knob, machine)).find((one) => one.place === place);
  assert.ok(setting, `${knob.id} has a setting ${place}`);
  return setting;
}

/** What a wish comes to when the value read now is the original. */
export async function encodeNow(setting: Setting, ...wish: Wish): Promise<Encoded> {
  return setting.encode(wish, valueOr(await setting.read(), rawText("")));
}

export const to = (raw: string): Encoded => ({ kind: "to", raw: rawText(raw) });

const anyValue = (words: readonly string[]): fc.Arbitrary<string | number> =>
  fc.oneof(fc.constantFrom(...words, "toString", "__proto__", ""), fc.string(), fc.integer({ min: -20, max: 120 }), fc.double());

/** Whatever is wished for, over whatever original: encoding never throws, and what it gives is on offer. */
export function assertEncodesOnly(setting: Setting, words: readonly string[], isOffered: (raw: string) => boolean): void {
  const wishes = fc.array(anyValue(words), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(wishes, anyValue(words), ([first = "", ...rest], original) => {
      const encoded = setting.encode([first, ...rest], rawText(String(original)));
      assert.ok(encoded.kind === "to" ? isOffered(encoded.raw) : encoded.kind !== "not meant" && encoded.why.length > 0);
    }),
  );
}
