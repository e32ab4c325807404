// SPDX-License-Identifier: MIT
import type { Files } from "../machine/doors.ts";
import { mapReading, type RawText, rawText } from "../machine/reading.ts";
import { bracketed } from "./bracketed.ts";
import { leave, to, unavailable } from "./encoded.ts";
import { fileSetting } from "./file-setting.ts";
import type { Encoded, KnobId, Setting } from "./knob.ts";
import { END, type LimitedPack, limitIn, TYPES } from "./limited-packs.ts";
import { ENTER, RESTORE } from "./ranks.ts";

/** Dell's: only in it do the thresholds count. */
export const CUSTOM = "Custom";

/** IdeaPad's: its conservation mode, at a level of its own. */
export const LONG_LIFE = "Long_Life";

/** Those that stop before full. */
const LIMITING: readonly string[] = [CUSTOM, LONG_LIFE, "Trickle", "Bypass"];

/** Those that charge to full, the gentlest first. */
const TO_FULL: readonly string[] = ["Standard", "Fast", "Adaptive"];

/** The way of charging, where some of those that the driver offers limit the charge (Documentation/ABI/testing/sysfs-class-power). */
export function chargeType(files: Files, knob: KnobId, pack: LimitedPack): readonly Setting[] {
  if (!pack.limits.has(TYPES) || !pack.types.some((type) => type === CUSTOM || type === LONG_LIFE)) return [];
  const path = `${pack.folder}/${TYPES}`;
  return [
    fileSetting(files, {
      knob,
      place: `${pack.name} type`,
      id: `${pack.id}-type`,
      path,
      lasts: "kept",
      showsLater: true,
      enterRank: ENTER.chargeType,
      restoreRank: RESTORE.chargeType,
      read: async () => mapReading(files.read(path), (text) => rawText(bracketed(text).chosen)),
      encode: (wish, original) => {
        const limit = limitIn(wish);
        if (limit === undefined) return unavailable("it takes a percentage, or full");
        return limit === "full" ? toFull(pack, original) : toLimit(pack);
      },
    }),
  ];
}

function toFull({ types }: LimitedPack, original: RawText): Encoded {
  if (!LIMITING.includes(original)) return leave("it charges to full already", original);
  const type = TO_FULL.find((one) => types.includes(one));
  return type === undefined ? unavailable(`it offers no charging to full, only ${types.join(", ")}`) : to(type);
}

const toLimit = ({ types, limits }: LimitedPack): Encoded =>
  to(types.includes(CUSTOM) && (limits.has(END) || !types.includes(LONG_LIFE)) ? CUSTOM : LONG_LIFE);
