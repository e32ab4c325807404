// SPDX-License-Identifier: MIT
import type { Machine } from "../machine/doors.ts";
import type { Adapter } from "./bluez.ts";
import { firstKnown, leave } from "./encoded.ts";
import type { Encoded, Wish } from "./knob.ts";

/** A wish for Bluetooth in words that any switch knows: "when-unused" is off, under a condition. */
export interface PlainWish {
  readonly wish: Wish;
  readonly ifUnused: boolean;
}

export function plainWish(wish: Wish): PlainWish {
  const first = firstKnown(wish, (word) => WORDS.find((known) => known === word));
  return first === "when-unused" ? { wish: ["off"], ifUnused: true } : { wish, ifUnused: false };
}

const WORDS = ["on", "off", "when-unused"];

const UNUSED_DAYS = 7;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Why a controller is kept although nothing may be connected: a paired input or audio device was in use lately, or that cannot
 * be told; undefined if nothing speaks for it. What is connected right now is not looked at here: that is a use, which a user
 * can overrule.
 */
export function stillWanted({ files, clock }: Machine, { address, devices }: Adapter): Encoded | undefined {
  const candidates = devices.filter(({ paired, connected, inputOrAudio }) => paired && inputOrAudio && !connected);
  for (const device of candidates) {
    // BlueZ rewrites this file when a device connects; only root may look.
    const info = files.stat(`/var/lib/bluetooth/${address}/${device.address}/info`);
    if (info.kind !== "value") return leave(untold(device.title));
    if (isRecent(info.value.modifiedMs, clock.now()))
      return leave(`the ${device.title} was used in the last ${UNUSED_DAYS} days`);
  }
  return undefined;
}

const untold = (title: string): string => `the ${title} is paired, and only root can tell when it was last used`;

const isRecent = (thenMs: number, nowMs: number): boolean => nowMs - thenMs < UNUSED_DAYS * DAY_MS;
