// SPDX-License-Identifier: MIT
import { mayHarm } from "../../knobs/knob.ts";
import type { BusValue } from "../../machine/doors.ts";
import type { Profile } from "../../profile/profile.ts";
import type { SentProfile } from "../client/keeper-client.ts";
import { NO_PROFILE_NAMED } from "../trip/trip.ts";
import { asking, document } from "./answers.ts";
import {
  durationS,
  holdReason,
  movedS,
  namedKnob,
  onOrNot,
  pausePart,
  sentProfile,
  sentProfileOrNone,
  sentWish,
} from "./service-arguments.ts";
import type { Desk, ServiceMethod, Visitor } from "./service-method.ts";
import { offOptions, onOptions, type PlanOptions, planOptions, setOptions } from "./service-options.ts";

/** What is free and yet looks at every setting. */
const SURVEY_COST = 2;

/** The methods of io.github.travelmode.Keeper1, as packaging/dbus describes them. */
export const SERVICE_METHODS: Readonly<Record<string, ServiceMethod>> = {
  On: {
    in: "ssa{sv}",
    out: "s",
    action: "switch",
    accept([name, text, sent], desk) {
      const { ask, answers, ...options } = onOptions(sent, desk.knobs);
      const profile = profileFor(name, text, options);
      return async (visitor) => {
        const wanted = profile === null ? NO_PROFILE_NAMED : await permitted(profile, desk, visitor);
        if (mayFreeze(options)) await visitor.permit("risky");
        return asking({ ask, answers }, (decide) => desk.keeper.on({ profile: wanted, ...options, ...decide }));
      };
    },
  },
  Off: {
    in: "a{sv}",
    out: "s",
    action: "switch",
    accept([sent], desk) {
      const { forget } = offOptions(sent, desk.knobs);
      return async () => document(await desk.keeper.off(forget));
    },
  },
  Plan: {
    in: "ssa{sv}",
    out: "s",
    action: null,
    cost: SURVEY_COST,
    accept([name, text, sent], desk) {
      const options = planOptions(sent, desk.knobs);
      const named = profileFor(name, text, options);
      return async () => {
        const profile = named === null ? NO_PROFILE_NAMED : desk.profiles.resolve(named);
        return document(await desk.keeper.plan({ profile, ...options }));
      };
    },
  },
  PlanOff: {
    in: "",
    out: "s",
    action: null,
    cost: SURVEY_COST,
    accept: (_, desk) => async () => document(await desk.keeper.plan(null)),
  },
  Set: {
    in: "sasa{sv}",
    out: "s",
    action: "switch",
    accept([id, values, sent], desk) {
      const knob = namedKnob(id, desk.knobs);
      const wish = sentWish(values, knob);
      const { ask, answers, evenIfUsed } = setOptions(sent, desk.knobs);
      return async (visitor) => {
        if (mayHarm(knob, wish)) await visitor.permit("risky");
        return asking({ ask, answers }, (decide) => desk.keeper.set({ knob: knob.id, wish, evenIfUsed, ...decide }));
      };
    },
  },
  HandBack: {
    in: "s",
    out: "s",
    action: "switch",
    accept([id], desk) {
      const knob = namedKnob(id, desk.knobs);
      return async () => document(await desk.keeper.handBack(knob.id));
    },
  },
  Pause: {
    in: "su",
    out: "s",
    action: "switch",
    accept([which, seconds], desk) {
      const part = pausePart(which);
      const forS = durationS(seconds);
      return async () => document(await desk.keeper.pause({ part, untilMs: forS === null ? null : desk.now() + forS * 1000 }));
    },
  },
  Auto: {
    in: "ss",
    out: "s",
    action: "switch",
    accept([name, text], desk) {
      const profile = sentProfileOrNone(name, text);
      return async (visitor) =>
        document(await desk.keeper.auto(profile === null ? null : await permitted(profile, desk, visitor)));
    },
  },
  FullCharge: {
    in: "b",
    out: "s",
    action: "switch",
    accept([sent], desk) {
      const on = onOrNot(sent);
      return async () => document(await desk.keeper.fullCharge(on));
    },
  },
  GetTrip: {
    in: "",
    out: "s",
    action: null,
    accept: (_, desk) => async () => document(await desk.keeper.trip()),
  },
  MoveTrip: {
    in: "i",
    out: "s",
    action: "switch",
    accept([seconds], desk) {
      const byMs = movedS(seconds) * 1000;
      return async () => document(await desk.keeper.moveTrip(byMs));
    },
  },
  EndTrip: {
    in: "",
    out: "s",
    action: "switch",
    accept: (_, desk) => async () => document(await desk.keeper.endTrip()),
  },
  Hold: {
    in: "sss",
    out: "s",
    action: "switch",
    accept([name, text, why], desk) {
      const profile = sentProfile(name, text);
      const reason = holdReason(why);
      return async (visitor) => {
        const wanted = await permitted(profile, desk, visitor);
        return [await desk.holds.take(visitor.sender, { profile: wanted.name, reason }, () => desk.keeper.hold(wanted))];
      };
    },
  },
  Release: {
    in: "s",
    out: "",
    action: null,
    accept:
      ([cookie], { holds }) =>
      async ({ sender }) => {
        await holds.release(sender, String(cookie));
        return [];
      },
  },
};

/** A journey need not name a profile. */
const profileFor = (name: BusValue | undefined, text: BusValue | undefined, { trip }: PlanOptions): SentProfile | null =>
  trip === undefined ? sentProfile(name, text) : sentProfileOrNone(name, text);

/** Freezing by the caller's own rules may harm, as it may in the text of a profile. */
const mayFreeze = ({ trip }: PlanOptions): boolean => trip?.programs?.["app.freeze"] !== undefined;

/** The profile, once its caller may have it. */
async function permitted(sent: SentProfile, { profiles }: Desk, visitor: Visitor): Promise<Profile> {
  const profile = profiles.resolve(sent);
  if (profiles.isRisky(sent, profile)) await visitor.permit("risky");
  return profile;
}
