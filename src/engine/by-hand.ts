// SPDX-License-Identifier: MIT
import { TravelError } from "../errors.ts";
import type { KnobId } from "../knobs/knob.ts";
import type { Profile } from "../profile/profile.ts";
import type { Aim, Draft } from "./aim.ts";
import { carryOut } from "./carry-out.ts";
import type { Context } from "./context.ts";
import { draft } from "./draft.ts";
import type { ByHand, Goal } from "./engine.ts";
import type { Entry } from "./entry.ts";
import type { Journal } from "./journal.ts";
import { keepDamaged } from "./journal-store.ts";
import type { Loaded } from "./load-journal.ts";
import { type Prepared, prepare } from "./prepare.ts";
import { execute, reconcileFrom, report, underLock } from "./reconcile.ts";
import type { Report } from "./report.ts";
import { knobOf, survey } from "./survey.ts";

/** Turns one knob by hand. While there is a journal its settings become the user's; otherwise nothing is kept. */
export async function setByHand(context: Context, hand: ByHand): Promise<Report> {
  return underLock(context, hand.decide, async (loaded, answers) => {
    refuseWhileOff(context, hand, loaded.journal);
    const goal = goalFor(hand, loaded.journal);
    const prepared = await prepare(goal, await draftByHand(context, hand, loaded), answers);
    return "questions" in prepared ? prepared : turnByHand(context, { goal, loaded, prepared });
  });
}

/** Throws REFUSED for what nobody would put back again. */
function refuseWhileOff({ knobs }: Context, { knob, wish }: ByHand, journal: Journal | null): void {
  const why = journal?.mode === "on" ? undefined : knobs.find(({ id }) => id === knob)?.needsTravelMode?.(wish);
  if (why !== undefined) throw new TravelError("REFUSED", why);
}

interface Turning {
  readonly goal: Goal;
  readonly loaded: Loaded;
  readonly prepared: Prepared;
}

async function turnByHand(context: Context, { goal, loaded, prepared }: Turning): Promise<Report> {
  const { journal } = loaded;
  if (journal === null) {
    for (const warning of prepared.warnings) goal.onWarning?.(warning);
    const { results } = await carryOut(context.machine, prepared, { journaled: new Set() });
    return report(goal, prepared, { results, warnings: [], damage: [] });
  }
  const damage = keepDamaged(context.folder, loaded);
  const { entries, ...session } = journal;
  return { ...(await execute(context, { goal, session, entries, prepared })), damage };
}

/** The setting is the profile's again. Throws USAGE when travel mode is off. */
export async function handBack(context: Context, knob: KnobId): Promise<Report> {
  return underLock(context, undefined, async (loaded, answers) => {
    if (loaded.journal?.mode !== "on")
      throw new TravelError("USAGE", `Travel mode is off: there is no profile to hand ${knob} back to.`);
    const journal = ours(loaded.journal, knob);
    const { profile, leave } = journal;
    const goal: Goal = { profile, reason: "user", afresh: false, leave: leave.filter((one) => one !== knob), evenIfUsed: [] };
    return reconcileFrom(context, { goal, answers, loaded: { ...loaded, journal } });
  });
}

/** Whatever is found there is ours. */
const ours = (journal: Journal, knob: KnobId): Journal => ({
  ...journal,
  entries: journal.entries.map((entry) =>
    knobOf(entry.setting) === knob ? { ...entry, owner: "ours", state: "intended" } : entry,
  ),
});

/** The profile in force is named in the report; off, there is none. */
const goalFor = ({ evenIfUsed = [], decide, onWarning }: ByHand, journal: Journal | null): Goal => ({
  profile: journal?.mode === "on" ? journal.profile : null,
  reason: "user",
  afresh: false,
  leave: journal?.leave ?? [],
  evenIfUsed,
  ...(decide === undefined ? {} : { decide }),
  ...(onWarning === undefined ? {} : { onWarning }),
});

/** This knob goes where the hand wants it, and is the user's; all that it drags along is to be what it was a moment ago. */
async function draftByHand({ machine, knobs, watched }: Context, { knob, wish }: ByHand, { journal }: Loaded): Promise<Draft> {
  const entries = journal === null ? [] : ours(journal, knob).entries;
  const isHands = ({ setting }: Pick<Entry, "setting">): boolean => knobOf(setting) === knob;
  const surveyed = await survey(machine, knobs, { wishes: { [knob]: wish }, entries: entries.filter(isHands), watched });
  const byHand: Profile = { name: "by hand", title: "", onCharger: "all", wishes: { [knob]: wish }, source: "" };
  const drafted = draft({ profile: byHand, survey: surveyed, entries, afresh: false, leave: [], byHand: true });
  return {
    ...drafted,
    aims: drafted.aims.map((aim) => {
      if (!isHands(aim.entry)) return kept(aim);
      return aim.kind === "apply" ? byTheUser(aim) : kept(aim, ownerIn(journal, aim.entry));
    }),
    dragged: drafted.dragged.map((entry) => (isHands(entry) ? { ...entry, owner: "yours" } : entry)),
    stranded: [],
  };
}

const byTheUser = (aim: Aim): Aim => ({ ...aim, entry: { ...aim.entry, owner: "yours" } });

const kept = (aim: Aim, owner = aim.entry.owner): Aim => ({
  ...aim,
  kind: "put back",
  to: aim.from,
  wish: null,
  entry: { ...aim.entry, owner, value: aim.from },
});

/** What the hand has turned before, elsewhere in the same knob, stays the hand's. */
const ownerIn = (journal: Journal | null, { setting }: Entry): Entry["owner"] | undefined =>
  journal?.entries.find((entry) => entry.setting === setting)?.owner;
