// SPDX-License-Identifier: MIT
import { rulesOf } from "../../knobs/app-rules.ts";
import { appSlow } from "../../knobs/app-slow.ts";
import { focusedUnits } from "../../processes/facts/focus.ts";
import { glance } from "../../processes/glance.ts";
import type { Course } from "../course.ts";
import type { Duty } from "../duty.ts";
import { type HungryWatch, isSameProfile, watchAfter, withoutFocused } from "./hungry-programs.ts";

/** Two of these make the minute of the rule; nothing looks more often on battery. */
const LOOK_MS = 30_000;

/** Looks every half minute, only while such a rule is in force and the laptop is on battery. `act`: there is something new to be slowed. */
export function mindHungry(duty: Duty, act: () => void): void {
  const { course } = duty;
  const limit = limitIn(course);
  const profile = course.inForce?.profile ?? null;
  if (limit === null || profile === null) {
    course.hungry = null;
    duty.alarms.clear("hungry");
    return;
  }
  if (course.hungry !== null && isSameProfile(course.hungry.profile, profile)) return;
  course.hungry = { profile, found: [], suspects: [] };
  lookAgain(duty, act);
}

/** Of several rules the lowest counts; null where there is none, or no need. */
function limitIn({ inForce, power }: Course): number | null {
  const rules = rulesOf(inForce?.profile?.wishes[appSlow.id]);
  const limits = rules.flatMap((rule) => (rule.kind === "hungry" ? [rule.percent] : []));
  return limits.length === 0 || power.state !== "discharging" ? null : Math.min(...limits);
}

function lookAgain(duty: Duty, act: () => void): void {
  const since = glance(duty.course.parts.machine.processes);
  duty.alarms.set("hungry", LOOK_MS, () => void look(duty, since, act));
}

async function look(duty: Duty, since: ReturnType<typeof glance>, act: () => void): Promise<void> {
  const { course } = duty;
  const [limit, watch] = [limitIn(course), course.hungry];
  if (limit === null || watch === null || course.ended) {
    course.hungry = null;
    return;
  }
  const next = await unfocused(course, watch, watchAfter(watch, since(), limit));
  // Meanwhile another profile may have begun anew, or none be in force.
  if (course.hungry !== watch || course.ended) return;
  course.hungry = next;
  if (next.found.length > watch.found.length) act();
  lookAgain(duty, act);
}

/** Who has the focus is asked only once somebody has been found. */
async function unfocused({ parts }: Course, before: HungryWatch, watch: HungryWatch): Promise<HungryWatch> {
  if (watch.found.length === before.found.length) return watch;
  return withoutFocused(watch, before, await focusedUnits(parts.machine));
}
