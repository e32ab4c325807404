// SPDX-License-Identifier: MIT
import type { Files } from "../machine/doors.ts";
import { type RawText, rawText } from "../machine/reading.ts";
import { fileSetting } from "./file-setting.ts";
import type { Setting } from "./knob.ts";
import { encodeOnOff, type Spelling, SWITCHED_OFF, showOnOff } from "./on-off.ts";
import { RESTORE } from "./ranks.ts";
import { hardBlocked, type RadioSwitch, turnedSwitches } from "./rfkill.ts";

/** `soft` is 1 while the radio is blocked. */
const SPELLING: Spelling = { on: rawText("0"), off: rawText("1") };

export interface KernelSwitchParts extends Pick<Setting, "knob" | "enterRank"> {
  readonly switches: readonly RadioSwitch[];
  /** The service that turns the radio; without one, a wish goes to the switches themselves. */
  readonly owner: string | undefined;
  /** What else a switch that may be turned can tell. */
  whenTurned(one: RadioSwitch, isOff: (raw: RawText) => boolean): Partial<Setting>;
}

/**
 * The kernel's switches of one kind of radio as settings. All are listed, also those that only move along, so that they come
 * back even if the service that turned them has stopped meanwhile. systemd-rfkill saves each change and replays it at boot.
 */
export function kernelSwitches(files: Files, parts: KernelSwitchParts): readonly Setting[] {
  const { switches, owner, whenTurned } = parts;
  const turned = owner === undefined ? turnedSwitches(switches) : [];
  const isOff = (raw: RawText): boolean => raw === SPELLING.off;
  return switches.map((one) => {
    const setting = softSetting(files, one, parts);
    return turned.includes(one)
      ? { ...setting, ...whenTurned(one, isOff) }
      : { ...setting, heldBy: owner ?? turned.map(({ name }) => name).join(", ") };
  });
}

function softSetting(files: Files, one: RadioSwitch, { knob, enterRank, switches }: KernelSwitchParts): Setting {
  const blocked = (): string | undefined => (hardBlocked(files, one, switches) ? SWITCHED_OFF : undefined);
  return fileSetting(files, {
    knob,
    place: one.name,
    id: one.identity,
    path: `${one.folder}/soft`,
    numbered: true,
    lasts: "kept",
    enterRank,
    restoreRank: RESTORE.rfkill,
    encode: (wish, original) => encodeOnOff(wish, original, { ...SPELLING, blocked: blocked() }),
    show: showOnOff(SPELLING),
  });
}
