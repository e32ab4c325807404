// SPDX-License-Identifier: MIT
import type { Files, Machine } from "../machine/doors.ts";
import { exists, wholeNumber } from "./attributes.ts";
import { firstKnown, leave, spoken, to, unavailable } from "./encoded.ts";
import { fileSetting } from "./file-setting.ts";
import type { Encoded, Found, Knob, Setting, Wish } from "./knob.ts";
import { ENTER, RESTORE } from "./ranks.ts";

/** More would put too much work at stake. */
const RANGE = { min: 1, max: 15, unit: "s" };

/** How long changed data may wait in memory before it is written to the disk. */
export const kernelWriteback: Knob = {
  id: "kernel.writeback",
  title: "Disk write-back",
  shortNames: ["writeback"],
  about:
    "How long data that programs have written may wait in memory before the kernel writes it to the disk, in seconds. With " +
    "a longer wait the disk wakes less often: little with an SSD, more with a hard disk. It costs safety: when power fails " +
    "or the kernel crashes, what was written during that time and not synced is lost, so that it is 15 seconds at most. It " +
    "is only ever made longer; a longer time (the kernel's own for old data is 30 seconds, laptop-mode-tools and TLP set a " +
    "minute or more) and one set to 0 stay. It needs root.",
  grammar: { words: [], number: RANGE },
  risk: "safe",
  minor: true,
  alsoMoves: [],
  find,
};

/** How often the kernel looks for data to be written, and how old it must be (Documentation/admin-guide/sysctl/vm.rst). */
const NAMES = ["dirty_writeback_centisecs", "dirty_expire_centisecs"];

async function find({ files }: Machine): Promise<Found> {
  const settings = NAMES.filter((name) => exists(files, pathOf(name))).map((name) => settingOf(files, name));
  return settings.length === 0 ? { settings, missing: "this kernel does not show its write-back times" } : { settings };
}

const pathOf = (name: string): string => `/proc/sys/vm/${name}`;

function settingOf(files: Files, name: string): Setting {
  return fileSetting(files, {
    knob: kernelWriteback.id,
    place: name,
    path: pathOf(name),
    way: "procfs",
    lasts: "boot",
    enterRank: ENTER.kernel,
    restoreRank: RESTORE.kernel,
    encode,
    show,
  });
}

function encode(wish: Wish, original: string): Encoded {
  const seconds = firstKnown(wish, (one) => (typeof one === "number" && one >= RANGE.min && one <= RANGE.max ? one : undefined));
  if (seconds === undefined) return unavailable(`it takes 1 to 15 seconds, not ${spoken(wish)}`);
  const target = Math.round(seconds * 100);
  const before = wholeNumber(original);
  if (before === undefined) return unavailable(`"${original}" is not a time`);
  if (before === 0) return leave("it was set to 0, which has a meaning of its own");
  return before > target ? leave(`${show(original)} is longer already`, String(target)) : to(String(target));
}

/** "1500" as "15 s". */
const show = (raw: string): string => {
  const centiseconds = wholeNumber(raw);
  return centiseconds === undefined ? raw : `${centiseconds / 100} s`;
};
