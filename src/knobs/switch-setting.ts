// SPDX-License-Identifier: MIT
import type { Files } from "../machine/doors.ts";
import { rawText } from "../machine/reading.ts";
import { type FileSettingParts, fileSetting } from "./file-setting.ts";
import type { Setting } from "./knob.ts";
import { encodeOnOff, showOnOff } from "./on-off.ts";

export interface SwitchSettingParts extends Omit<FileSettingParts, "encode" | "show"> {
  /** How the file spells its two positions: "0" is off for some, on for others. */
  readonly off: string;
  readonly on: string;
}

/** A setting that is one kernel file with the positions off and on. */
export function switchSetting(files: Files, { off, on, ...parts }: SwitchSettingParts): Setting {
  const spelling = { off: rawText(off), on: rawText(on), blocked: undefined };
  return fileSetting(files, {
    ...parts,
    encode: (wish, original) => encodeOnOff(wish, original, spelling),
    show: showOnOff(spelling),
  });
}
