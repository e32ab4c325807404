// SPDX-License-Identifier: MIT
import type { MeterLook } from "../../forecast/measuring/block.ts";
import type { KnobId } from "../../knobs/knob.ts";
import { screenBrightness } from "../../knobs/screen-brightness.ts";
import type { Files, Machine } from "../../machine/doors.ts";
import { valueOr } from "../../machine/reading.ts";
import { joulesBetween, type PackageCounter, readPackages } from "../../power/package-energy.ts";
import { readPower } from "../../power/read-power.ts";
import type { PowerSnapshot } from "../../power/snapshot.ts";
import { allTicks } from "../../processes/proc-stat.ts";

export interface Meters {
  look(): Promise<MeterLook>;
  /** As the last look has found it. */
  power(): PowerSnapshot;
}

/** Everything that a block is judged by. `measured`: the brightness is of no interest where it is what is being measured. */
export async function openMeters(machine: Machine, measured: KnobId): Promise<Meters> {
  const { files, clock } = machine;
  const screens = measured === screenBrightness.id ? [] : (await screenBrightness.find(machine)).settings;
  let power = readPower(files);
  const packageJ = packageMeter(files);
  return {
    power: () => power,
    async look() {
      power = readPower(files, power);
      const { source, energyWh, rateW } = power;
      const levels = await Promise.all(screens.map(async (screen) => valueOr(await screen.read(), "unknown")));
      return {
        atMs: clock.now(),
        onBattery: source === "battery",
        energyWh,
        powerW: rateW,
        packageJ: packageJ(),
        ticks: allTicks(valueOr(files.read("/proc/stat"), "")),
        brightness: levels.length === 0 ? null : levels.join(),
      };
    },
  };
}

/** What the packages have used since it was opened; each of their counters may turn over between two looks. null where they cannot be read. */
function packageMeter(files: Files): () => number | null {
  let last: readonly PackageCounter[] = readPackages(files);
  let sumJ: number | null = last.length === 0 ? null : 0;
  return () => {
    const now = readPackages(files);
    const joules = joulesBetween(last, now);
    sumJ = sumJ === null || joules === null ? null : sumJ + joules;
    last = now;
    return sumJ;
  };
}
