// SPDX-License-Identifier: MIT
import type { Machine } from "../machine/doors.ts";
import { type AppRule, rulesOf, saidOf } from "./app-rules.ts";
import { type Interest, SAVED, type SettingId, type Wish } from "./knob.ts";
import { isOffline } from "./offline.ts";
import { type RunningApp, runningApps } from "./running-apps.ts";

/** A program that a rule means, or that is held already, with the setting that it is. */
export interface HeldApp {
  readonly id: SettingId;
  /** null: it was held, and there is nothing left of it to be found by name. */
  readonly app: RunningApp | null;
  /** What the rules of a wish say of it now. */
  said(wish: Wish): ReturnType<typeof saidOf>;
}

/** What is of interest to a knob for programs, of all that runs. `idOf`: the setting that a program would be. */
export async function heldApps(
  machine: Machine,
  { wish, journaled }: Interest,
  idOf: (app: RunningApp) => SettingId | null,
): Promise<readonly HeldApp[]> {
  const rules = rulesOf(wish);
  if (rules.length === 0 && journaled.length === 0) return [];
  const isNetworkGone = rules.some((rule) => rule.offlineOnly) && (await isOffline(machine));
  const found = runningApps(machine).flatMap((app): readonly HeldApp[] => {
    const id = isNamed(rules, app) || journaled.length > 0 ? idOf(app) : null;
    if (id === null || !(isNamed(rules, app) || journaled.includes(id))) return [];
    return [{ id, app, said: (asked) => saidOf(rulesOf(asked), { names: app.names, isOffline: isNetworkGone }) }];
  });
  const here = new Set(found.map(({ id }) => id));
  return [...distinct(found), ...journaled.filter((id) => !here.has(id)).map(nameless)];
}

const isNamed = (rules: readonly AppRule[], { names }: RunningApp): boolean =>
  rules.some((rule) => rule.kind !== "hungry" && names.includes(rule.name));

const distinct = (apps: readonly HeldApp[]): readonly HeldApp[] => [...new Map(apps.map((one) => [one.id, one])).values()];

const nameless = (id: SettingId): HeldApp => ({ id, app: null, said: () => undefined });

/** Why it cannot be wished for while travel mode is off; to spare a program can. */
export const whyOnlyWhileOn = (wish: Wish): string | undefined =>
  wish[0] === SAVED || rulesOf(wish).every(({ kind }) => kind === "spare") ? undefined : NOBODY_TO_PUT_BACK;

export const NOBODY_TO_PUT_BACK = "Travel mode is off, so nobody would put it back: switch it on first with travelmode on.";

/** Why there is no setting: nothing is meant, or what is meant does not run. */
export const whyNoApp = ({ wish }: Partial<Interest>): string =>
  rulesOf(wish).length === 0 ? "no program is named" : "none of the programs that are named runs now";
