// SPDX-License-Identifier: MIT
import { openEngine } from "../engine/open-engine.ts";
import type { Plan } from "../engine/report.ts";
import type { CallOptions, KeeperClient, OnRequest } from "../keeper/client/keeper-client.ts";
import type { OnWish } from "../keeper/keeper.ts";
import { NO_PROFILE_NAMED } from "../keeper/trip/trip.ts";
import type { KnobId, SettingId } from "../knobs/knob.ts";
import { authorised } from "./authorised.ts";
import { engineFor, loadKnobs } from "./engine-for.ts";
import { sentProfile } from "./sent-profile.ts";
import type { Session } from "./session.ts";
import type { TravelMode } from "./travel-mode.ts";

/** Travel mode by a keeper. Its journal is read from here: that needs nobody's leave. */
export function keeperMode(session: Session, client: KeeperClient): TravelMode {
  const { machine, folders } = session.laptop;
  const folder = isOthers(session, client) ? (folders.other ?? folders.own) : folders.own;
  const engine = folder === folders.own ? engineFor(session) : openEngine(machine, { own: folder }, loadKnobs);
  const request = (wish: OnWish, { interactive }: CallOptions): OnRequest => ({
    ...wish,
    interactive,
    profile: wish.profile === NO_PROFILE_NAMED ? null : sentProfile(session, wish.profile),
  });
  const ask = <T>(words: string, call: (how: CallOptions) => Promise<T>): Promise<T> => authorised(session, words, call);
  return {
    keeper: client.where,
    outline: () => engine.outline(),
    status: () => engine.status(),
    wishes: async () => (await import("../keeper/wishes/wishes-store.ts")).readWishes(folder).wishes,
    on: ({ onWarning: _told, ...wish }) => ask(`on ${wish.profile.name}`, (how) => client.on(request(wish, how))),
    off: ({ forget }) => ask("off", (how) => client.off({ ...how, forget })),
    plan: async (wish, forget = []) =>
      ask("on --dry-run", async (how) => less(await client.plan(wish === null ? null : request(wish, how)), forget)),
    set: ({ knob, wish, evenIfUsed = [], decide }) =>
      ask(`set ${knob} ${wish[0]}`, (how) => client.set({ ...how, knob, wish, evenIfUsed, ...(decide && { decide }) })),
    handBack: (knob) => ask(`set ${knob} back`, (how) => client.handBack({ ...how, knob })),
    pause: (part, durationS) => ask("pause", (how) => client.pause({ ...how, part, durationS })),
    auto: (profile) =>
      ask(`auto ${profile?.name ?? "off"}`, (how) =>
        client.auto({ ...how, profile: profile === null ? null : sentProfile(session, profile) }),
      ),
    fullCharge: (on) => ask(on ? "prepare" : "prepare --cancel", (how) => client.fullCharge({ ...how, on })),
    trip: () => client.trip(),
    moveTrip: (byMs) =>
      ask(`trip ${byMs < 0 ? "-" : "+"}${Math.round(Math.abs(byMs) / 60_000)}m`, (how) => client.moveTrip({ ...how, byMs })),
    endTrip: () => ask("trip end", (how) => client.endTrip(how)),
    hold: async (profile, reason) => {
      const cookie = await ask("run", (how) => client.hold({ ...how, profile: sentProfile(session, profile), reason }));
      return () => client.release(cookie);
    },
  };
}

/** The installed service's journal is root's, and so another's for everybody else. */
const isOthers = ({ laptop }: Session, { where }: KeeperClient): boolean => where === "system" && laptop.machine.caller.uid !== 0;

/** The plan of `off` without what is given up. */
const less = (plan: Plan, forget: readonly (KnobId | SettingId)[]): Plan => ({
  ...plan,
  changes: plan.changes.filter(({ setting, knob }) => !forget.includes(setting) && !forget.includes(knob)),
});
