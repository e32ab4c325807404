// SPDX-License-Identifier: MIT
import { TravelError } from "../errors.ts";
import type { KnobId } from "../knobs/knob.ts";
import type { Profile } from "../profile/profile.ts";
import type { Aim, Draft } from "./aim.ts";
import { carryOut } from "./carry-out.ts";
import type { Context } from "./context.ts";
import { draft } from "./draft.ts";
import type { ByHand, Goal } from "./engine.ts";
import type { Journal } from "./journal.ts";
import { keepDamaged } from "./journal-store.ts";
import { type Loaded, loadJournal } from "./load-journal.ts";
import { prepare } from "./prepare.ts";
import { execute, reconcileFrom, report, withLock } from "./reconcile.ts";
import type { Report } from "./report.ts";
import { survey } from "./survey.ts";

/** Turns one knob by hand. While travel mode is on its settings become the user's; while it is off nothing is kept. */
export async function setByHand(context: Context, hand: ByHand): Promise<Report> {
  return withLock(context, async () => {
    const loaded = await loadJournal(context.folder, context.machine.files);
    const { journal } = loaded;
    const goal = goalFor(hand, journal);
    const prepared = await prepare(goal, await draftByHand(context, hand, loaded));
    if (journal?.mode !== "on")
      return report(goal, prepared, {
        results: await carryOut(context.machine, prepared.aims),
        warnings: prepared.warnings,
        damage: [],
      });
    const damage = keepDamaged(context.folder, loaded);
    return { ...(await execute(context, { goal: { ...goal, profile: journal.profile }, loaded, prepared })), damage };
  });
}

/** The setting is the profile's again. Throws USAGE when travel mode is off. */
export async function handBack(context: Context, knob: KnobId): Promise<Report> {
  return withLock(context, async () => {
    const loaded = await loadJournal(context.folder, context.machine.files);
    if (loaded.journal?.mode !== "on")
      throw new TravelError("USAGE", `Travel mode is off: there is no profile to hand ${knob} back to.`);
    const journal = handedBack(loaded.journal, knob);
    return reconcileFrom(
      context,
      { ...goalFor({ knob, wish: ["back"] }, journal), profile: journal.profile, afresh: false, leave: journal.leave },
      { ...loaded, journal },
    );
  });
}

/** Whatever is found there is ours now. */
const handedBack = (journal: Journal, knob: KnobId): Journal => ({
  ...journal,
  leave: journal.leave.filter((one) => one !== knob),
  entries: journal.entries.map((entry) =>
    entry.setting.startsWith(`${knob}/`) ? { ...entry, owner: "ours", state: "intended" } : entry,
  ),
});

const goalFor = ({ evenIfUsed, decide }: ByHand, journal: Journal | null): Goal => ({
  profile: null,
  reason: "user",
  afresh: true,
  leave: journal?.leave ?? [],
  evenIfUsed: evenIfUsed ?? [],
  ...(decide === undefined ? {} : { decide }),
});

/** Only this knob gets an aim; what it drags along is journaled, and the rest of the journal stays as it is. */
async function draftByHand({ machine, knobs }: Context, { knob, wish }: ByHand, { journal }: Loaded): Promise<Draft> {
  const surveyed = await survey(machine, knobs, new Set([knob]));
  const pseudo: Profile = { name: "by hand", title: "", onCharger: "all", wishes: { [knob]: wish }, source: "" };
  const drafted = draft({
    profile: pseudo,
    survey: surveyed,
    entries: journal?.entries ?? [],
    afresh: true,
    leave: [],
    byHand: true,
  });
  const aims: readonly Aim[] = drafted.aims
    .filter(({ kind }) => kind === "apply")
    .map((aim) => ({ ...aim, entry: { ...aim.entry, owner: "yours" } }));
  return { ...drafted, aims };
}
