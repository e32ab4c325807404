// SPDX-License-Identifier: MIT
import type { Machine } from "../machine/doors.ts";
import { chargeEnd, chargeStart } from "./charge-thresholds.ts";
import { chargeType } from "./charge-types.ts";
import { conservationMode } from "./conservation-mode.ts";
import type { Knob, Setting } from "./knob.ts";
import { type LimitedPack, limitedPacks } from "./limited-packs.ts";
import { upowerLimit } from "./upower-charge-limit.ts";

/** How far the batteries are charged. */
export const batteryChargeLimit: Knob = {
  id: "battery.charge-limit",
  title: "Charge limit",
  shortNames: ["charge-limit"],
  about:
    "The level at which charging stops. A battery that is kept below full on a desk lives longer, but then has that much less for the way; " +
    '"full" gives up the limit, a number sets it. Machines know it by many names: two thresholds (ThinkPad, Framework, System76), one ' +
    "(ASUS, LG, Fujitsu), a way of charging (Dell, IdeaPad), a conservation mode (older IdeaPads), whose level is the firmware's own. Where " +
    "UPower has set the limit, it is asked first. Drivers round, so what is read back is what counts. The controller in the machine keeps " +
    "the limit over a reboot. It needs root, and saves nothing: no shipped profile turns it.",
  grammar: { words: ["full"], number: { min: 20, max: 100, unit: "%" } },
  risk: "safe",
  minor: false,
  alsoMoves: [],
  find: async (machine) => {
    const settings = await findAll(machine);
    return settings.length > 0 ? { settings } : { settings, missing: "no battery whose charge limit can be set" };
  },
};

async function findAll({ files, bus }: Machine): Promise<readonly Setting[]> {
  const knob = batteryChargeLimit.id;
  const packs = limitedPacks(files);
  const perPack = await Promise.all(packs.map(async (pack) => [...(await upowerLimit(bus, knob, pack)), ...limits(pack)]));
  return [...perPack.flat(), ...conservationMode(files, knob, packs)];

  function limits(pack: LimitedPack): readonly Setting[] {
    return [...chargeType(files, knob, pack), ...chargeStart(files, knob, pack), ...chargeEnd(files, knob, pack)];
  }
}
