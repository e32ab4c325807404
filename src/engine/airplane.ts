// SPDX-License-Identifier: MIT
import type { KnobId, Setting } from "../knobs/knob.ts";
import { type SoftState, softStates } from "../knobs/rfkill.ts";
import type { Files } from "../machine/doors.ts";
import type { RawText } from "../machine/reading.ts";
import type { Entry } from "./entry.ts";
import type { Session } from "./journal-line.ts";
import type { Surveyed } from "./survey.ts";

/** Whether somebody has blocked all radios since travel mode left them; false where that cannot be told. */
export const radiosBlocked = (files: Files, left: Pick<Session, "openRadios"> | null): boolean =>
  blockedByHand(softStates(files), left?.openRadios ?? []);

/**
 * An airplane key leaves no other trace: every radio's switch is blocked, and one of them was open when travel mode had done its work
 * (`open`, by identity). Where travel mode itself has blocked all there are, nothing can be told. Pure.
 */
export const blockedByHand = (now: readonly SoftState[], open: readonly string[]): boolean =>
  now.every(({ blocked }) => blocked) && now.some(({ identity }) => open.includes(identity));

/**
 * Whether a setting that is as travel mode left it is the user's all the same once all radios have been blocked: a radio that travel mode
 * has turned off is to stay off. What is intended may have been moved by anything, and stays ours.
 */
export function staysDown({ knob, wayBack }: Setting, { state, original }: Entry, now: RawText): boolean {
  return state === "settled" && isRadio(knob) && original !== now && wayBack?.(now) !== undefined;
}

const isRadio = (knob: KnobId): boolean => knob.startsWith("radio.");

/**
 * The switches that are open as travel mode leaves them. What it has not looked at is as it was left `before`; unknown (undefined) at the
 * beginning, when all count as they are.
 */
export function openRadios(files: Files, before: Session["openRadios"], surveyed: readonly Surveyed[]): readonly string[] {
  const isSeen = ({ identity }: SoftState): boolean => surveyed.some(({ setting }) => setting.id.endsWith(`/${identity}`));
  return softStates(files)
    .filter((one) => (before === undefined || isSeen(one) ? !one.blocked : before.includes(one.identity)))
    .map(({ identity }) => identity);
}
