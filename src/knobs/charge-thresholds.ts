// SPDX-License-Identifier: MIT
import type { Files } from "../machine/doors.ts";
import type { RawText } from "../machine/reading.ts";
import { numberIn } from "./attributes.ts";
import { CUSTOM } from "./charge-types.ts";
import { to, unavailable } from "./encoded.ts";
import { fileSetting } from "./file-setting.ts";
import type { Encoded, KnobId, Setting, Wish } from "./knob.ts";
import { END, type LimitedPack, limitIn, START } from "./limited-packs.ts";
import { ENTER, RESTORE } from "./ranks.ts";

/** Dell keeps at least so much between start and end, in percent, and says nothing. */
const GAP = 5;

/** Charging begins below this level, in percent; 0 stands for no such level. */
export function chargeStart(files: Files, knob: KnobId, pack: LimitedPack): readonly Setting[] {
  if (!pack.limits.has(START)) return [];
  const now = numberIn(files, `${pack.folder}/${START}`) ?? 0;
  return [
    threshold(files, knob, pack, {
      file: START,
      name: "start",
      enterRank: ENTER.chargeStart,
      // Drivers refuse a start above the end that is there (EINVAL), or clamp it: one that rises goes after the end, as that rises with it.
      restoreRank: (original) => (Number(original) > now ? RESTORE.chargeStartLast : RESTORE.chargeStart),
      // A wish only ever lowers it, so it may go before the end whatever that is.
      percentFor: (limit) => (limit === "full" ? 0 : now < limit - GAP ? now : Math.max(0, limit - GAP)),
    }),
  ];
}

/** Charging ends at this level, in percent. */
export function chargeEnd(files: Files, knob: KnobId, pack: LimitedPack): readonly Setting[] {
  if (!pack.limits.has(END)) return [];
  return [
    threshold(files, knob, pack, {
      file: END,
      name: "end",
      enterRank: ENTER.chargeEnd,
      restoreRank: () => RESTORE.chargeEnd,
      percentFor: (limit) => (limit === "full" ? 100 : limit),
    }),
  ];
}

interface Threshold {
  readonly file: typeof START | typeof END;
  readonly name: "start" | "end";
  readonly enterRank: number;
  restoreRank(original: RawText): number;
  percentFor(limit: "full" | number): number;
}

function threshold(files: Files, knob: KnobId, pack: LimitedPack, it: Threshold): Setting {
  const { file, name, percentFor, ...ranks } = it;
  return fileSetting(files, {
    knob,
    ...ranks,
    place: `${pack.name} ${name}`,
    id: `${pack.id}-${name}`,
    path: `${pack.folder}/${file}`,
    lasts: "kept",
    showsLater: true,
    show: (raw) => `${raw} %`,
    encode: (wish) => percentWished(wish, pack, percentFor),
  });
}

function percentWished(wish: Wish, { types }: LimitedPack, percentFor: Threshold["percentFor"]): Encoded {
  const limit = limitIn(wish);
  if (limit === undefined) return unavailable("it takes a percentage, or full");
  // Thresholds count in one way of charging only, and another one is chosen.
  return limit === "full" && types.includes(CUSTOM) ? { kind: "not meant" } : to(String(percentFor(limit)));
}
