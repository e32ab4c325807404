// SPDX-License-Identifier: MIT
import type { Arm } from "../../forecast/measuring/design.ts";
import type { KnobId, Wish } from "../../knobs/knob.ts";
import type { Profile } from "../../profile/profile.ts";
import type { TravelMode } from "../travel-mode.ts";

/** The profile under which a measurement runs: `travelmode status` shows it, and `travelmode off` ends it. */
export const MEASURING = "measuring";

/** Turns one setting there and back, by travel mode's own means: the saved value is in the journal before the first write. */
export interface Switcher {
  /** Takes the machine to an arm; false where that could not be: somebody else has a say now, or it was not taken. */
  turn(arm: Arm): Promise<boolean>;
  /** Whether the machine still is as it was turned. */
  isUndisturbed(): Promise<boolean>;
  /** Puts everything back, unless somebody else's travel mode is on by now. */
  end(): Promise<void>;
}

/** The profile of an arm; without, it wishes nothing, so that one journal lasts for all blocks. */
export const profileOf = (arm: Arm, knob: KnobId, wish: Wish): Profile => ({
  name: MEASURING,
  title: "What a setting saves is being measured",
  onCharger: "all",
  source: "",
  wishes: arm === "with" ? { [knob]: wish } : {},
});

export function openSwitcher(mode: TravelMode, knob: KnobId, wish: Wish): Switcher {
  const hands = mode.keeper === null ? byTurns(mode) : byHolds(mode);
  let now: Arm = "without";
  /** Its journal is read: with the keeper's, too, this needs nobody's leave. */
  const isSo = async (): Promise<boolean> => {
    const { mode: state, profile, settings } = await mode.status();
    const own = settings.filter((one) => one.knob === knob && one.role === "turned");
    const isTurned = own.some(({ original, value }) => original !== value);
    return state === "on" && profile === MEASURING && own.every((one) => one.state === "held") && isTurned === (now === "with");
  };
  return {
    turn: async (arm) => {
      now = arm;
      await hands.take(profileOf(arm, knob, wish));
      return isSo();
    },
    isUndisturbed: isSo,
    end: hands.end,
  };
}

interface Hands {
  take(profile: Profile): Promise<void>;
  end(): Promise<void>;
}

/** A keeper puts back by itself when this process has gone; the next hold is there before the last one goes. */
function byHolds(mode: TravelMode): Hands {
  let release: (() => Promise<void>) | null = null;
  const end = async (): Promise<void> => {
    const last = release;
    release = null;
    await last?.();
  };
  return {
    end,
    take: async (profile) => {
      const last = release;
      release = await mode.hold(profile, "travelmode measure");
      await last?.();
    },
  };
}

/** Where nobody stays, a killed process leaves the journal, from which `off` puts back. What somebody else has turned on is theirs. */
function byTurns(mode: TravelMode): Hands {
  let hasBegun = false;
  const isOurs = async (): Promise<boolean> => {
    const { mode: state, profile } = await mode.outline();
    return state === "off" ? !hasBegun : profile === MEASURING;
  };
  return {
    take: async (profile) => {
      if (!(await isOurs())) return;
      hasBegun = true;
      await mode.on({ profile, leave: [], evenIfUsed: [], stayOn: false });
    },
    end: async () => {
      if (hasBegun && (await isOurs())) await mode.off({ forget: [] });
    },
  };
}
