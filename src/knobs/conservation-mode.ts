// SPDX-License-Identifier: MIT
import type { Files } from "../machine/doors.ts";
import { numbered } from "./attributes.ts";
import { LONG_LIFE } from "./charge-types.ts";
import { to, unavailable } from "./encoded.ts";
import { fileSetting } from "./file-setting.ts";
import type { KnobId, Setting } from "./knob.ts";
import { type LimitedPack, limitIn } from "./limited-packs.ts";
import { ENTER, RESTORE } from "./ranks.ts";

const DRIVER = "/sys/bus/platform/drivers/ideapad_acpi";
const FILE = "conservation_mode";

/**
 * IdeaPad's switch for all batteries, at the firmware's own level. Linux 6.17 shows the same as a way of charging (`charge_types`): where that
 * is, it is turned instead.
 */
export function conservationMode(files: Files, knob: KnobId, packs: readonly LimitedPack[]): readonly Setting[] {
  if (packs.some(({ types }) => types.includes(LONG_LIFE))) return [];
  const devices = numbered(files, DRIVER, /^VPC\d+:\d+$/).filter(
    (name) => files.stat(`${DRIVER}/${name}/${FILE}`).kind === "value",
  );
  return devices.slice(0, 1).map((device) =>
    fileSetting(files, {
      knob,
      place: "conservation mode",
      id: "conservation-mode",
      path: `${DRIVER}/${device}/${FILE}`,
      lasts: "kept",
      showsLater: true,
      enterRank: ENTER.chargeType,
      restoreRank: RESTORE.chargeType,
      show: (raw) => (raw === "1" ? "on" : raw === "0" ? "off" : raw),
      encode: (wish) => {
        const limit = limitIn(wish);
        return limit === undefined ? unavailable("it takes a percentage, or full") : to(limit === "full" ? "0" : "1");
      },
    }),
  );
}
