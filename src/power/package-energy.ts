// SPDX-License-Identifier: MIT
import type { Files } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";

const ZONES = "/sys/class/powercap";

/** Top zones of the MSR interface only: the same package behind MMIO (`intel-rapl-mmio`) would count twice. AMD has this name, too. */
const ZONE = /^intel-rapl:\d+$/u;

/** A processor package's energy counter (RAPL, Documentation/power/powercap/powercap.rst). */
export interface PackageCounter {
  readonly zone: string;
  readonly energyUj: number;
  /** Where it begins at 0 again. */
  readonly rangeUj: number;
}

/** The packages' counters; none where there are none, or where only root may read them (Linux 5.10 and later). */
export function readPackages(files: Files): readonly PackageCounter[] {
  const zones = valueOr(files.list(ZONES), []).filter((name) => ZONE.test(name));
  return zones.flatMap((zone) => {
    const read = (attribute: string): string => valueOr(files.read(`${ZONES}/${zone}/${attribute}`), "");
    if (!read("name").startsWith("package")) return [];
    const [energyUj, rangeUj] = [read("energy_uj"), read("max_energy_range_uj")].map(counterOf);
    return energyUj == null || rangeUj == null ? [] : [{ zone, energyUj, rangeUj }];
  });
}

const counterOf = (text: string): number | null => (/^\d{1,18}$/u.test(text.trim()) ? Number(text) : null);

/** Joules between two readings of the same packages, one turn of each counter allowed for; null where they are not the same. */
export function joulesBetween(first: readonly PackageCounter[], second: readonly PackageCounter[]): number | null {
  if (first.length === 0 || first.length !== second.length) return null;
  let sumUj = 0;
  for (const later of second) {
    const earlier = first.find(({ zone }) => zone === later.zone);
    if (earlier === undefined) return null;
    sumUj += later.energyUj - earlier.energyUj + (later.energyUj < earlier.energyUj ? later.rangeUj : 0);
  }
  return sumUj / 1e6;
}
