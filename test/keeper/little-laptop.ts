// SPDX-License-Identifier: MIT
import { type ChargerWatch, type Glance, startWatch } from "../../src/keeper/charger/charger.ts";
import { lookAgainMs, watchCharger } from "../../src/keeper/charger/watch-charger.ts";
import {
  afterDrain,
  afterPlugging,
  afterRealCharger,
  afterUnplugging,
  type OffCircumstances,
  type Standing,
  standing,
  wishOff,
  wishOn,
} from "../../src/keeper/wishes/claims.ts";
import { NO_WISHES, type Wishes } from "../../src/keeper/wishes/wishes.ts";
import type { Profile } from "../../src/profile/profile.ts";

export const FLIGHT: Profile = {
  name: "flight",
  title: "Radios off",
  onCharger: "all",
  wishes: { "cpu.epp": ["power"], "screen.brightness": [40], "radio.wifi": ["off"] },
  source: "/flight.toml",
};

/** The slow look that chargers need which send no event. */
const SAFETY_MS = 60_000;

export interface LittleLaptop {
  watch: ChargerWatch;
  wishes: Wishes;
  atMs: number;
  /** How often travel mode has gone off by itself. */
  flaps: number;
  standing(): Standing;
  /** The kernel tells of it, as it tells of a battery that turns from charging to draining. */
  plug(watts: number): void;
  unplug(): void;
  /** A gauge that says for one reading that the battery drains. */
  blip(): void;
  on(profile?: Profile, stayOn?: boolean): void;
  off(more?: Partial<OffCircumstances>): void;
  read(): void;
  pass(ms: number): void;
}

export interface Powers {
  /** Drawn with travel mode, and without. */
  readonly savedW: number;
  readonly normalW: number;
  /** For so long after plugging in the battery says that it drains. */
  readonly lagMs?: number;
  /** The battery never says what it does while a charger is in, unless it drains. */
  readonly unclear?: boolean;
}

/** A battery, a charger and the rules; no machine. */
export function littleLaptop({ savedW, normalW, lagMs = 0, unclear = false }: Powers, wishes: Wishes = NO_WISHES): LittleLaptop {
  let offeredW: number | null = null;
  let pluggedAtMs = 0;
  let readAtMs = 0;
  let hasBlip = false;
  let inForce: Standing = { winner: "nobody", profile: null, leave: [] };
  const standingNow = (): Standing =>
    standing(it.wishes, {
      charger: it.watch.phase,
      level: null,
      holds: [],
      autoOn: inForce.winner === "auto",
      nowMs: it.atMs,
    });
  const drains = (): boolean => {
    const drawW = inForce.profile === null ? normalW : savedW;
    return offeredW !== null && (offeredW < drawW || it.atMs < pluggedAtMs + lagMs || hasBlip);
  };
  const glance = (): Glance => (offeredW === null ? "unplugged" : drains() ? "draining" : unclear ? "unclear" : "good");
  const turned = (phaseBefore: string): void => {
    const { phase } = it.watch;
    if (phase === phaseBefore) return;
    if (phase === "unplugged") it.wishes = afterUnplugging(it.wishes);
    if (phase === "looking") it.wishes = afterPlugging(it.wishes);
    if (phase === "real") it.wishes = afterRealCharger(it.wishes, it.atMs);
    if (phase === "weak") it.wishes = afterDrain(it.wishes, it.atMs);
  };
  const follow = (byHand: boolean): void => {
    const before = inForce;
    inForce = standingNow();
    if (!byHand && before.profile !== null && inForce.profile === null) it.flaps += 1;
    if ((before.profile === null) !== (inForce.profile === null)) it.read();
  };
  const it: LittleLaptop = {
    watch: startWatch(wishes.charger),
    wishes,
    atMs: 1_000_000,
    flaps: 0,
    standing: () => inForce,
    plug(watts) {
      if (offeredW === null) pluggedAtMs = it.atMs;
      offeredW = watts;
      it.read();
    },
    unplug() {
      offeredW = null;
      it.read();
    },
    blip() {
      hasBlip = true;
      it.read();
      hasBlip = false;
    },
    on(profile = FLIGHT, stayOn = false) {
      it.wishes = wishOn(it.wishes, { profile, leave: [], stayOn, armed: it.watch.phase === "unplugged", sinceMs: it.atMs });
      follow(true);
    },
    off(more) {
      it.wishes = wishOff(it.wishes, { returns: false, charger: it.watch.phase, ...more });
      follow(true);
    },
    read() {
      const { phase } = it.watch;
      readAtMs = it.atMs;
      it.watch = watchCharger(it.watch, { atMs: it.atMs, glance: glance(), offeredW: null, normalDrawW: null });
      turned(phase);
      follow(false);
    },
    pass(ms) {
      const untilMs = it.atMs + ms;
      const nextMs = (): number => readAtMs + (lookAgainMs(it.watch) ?? SAFETY_MS);
      while (nextMs() <= untilMs) {
        it.atMs = nextMs();
        it.read();
      }
      it.atMs = untilMs;
    },
  };
  it.read();
  return it;
}
