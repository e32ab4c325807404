// SPDX-License-Identifier: MIT
import type { Reason } from "../engine/report.ts";
import { readPower } from "../power/read-power.ts";
import { forecastNow, learn } from "./battery/learn.ts";
import { glanceAt } from "./charger/charger.ts";
import { fullChargeSeen } from "./charger/full-charge-wish.ts";
import { watchCharger } from "./charger/watch-charger.ts";
import { type Course, take } from "./course.ts";
import { noteCharger, noteLook } from "./history/keep-history.ts";
import type { Notice } from "./keeper.ts";
import { LAST_WARNING_PERCENT, lowestLevel, lowWord, ruleInForce, warningAt } from "./level-rules.ts";
import { noteGlance } from "./savings/note-switch.ts";
import { afterDrain, afterPlugging, afterRealCharger, afterUnplugging } from "./wishes/claims.ts";

/** What a look at the supplies has come to: something to follow, something to say, or nothing. */
export interface Seen {
  readonly reason: Reason | null;
  readonly notices: readonly Notice[];
}

/** Reads the supplies and lets the wishes have what plugging in, unplugging, draining and the level mean. */
export function look(course: Course): Seen {
  const { files, clock } = course.parts.machine;
  const phaseBefore = course.charger.phase;
  course.power = readPower(files, course.power);
  learn(course);
  noteLook(course);
  noteGlance(course);
  course.charger = watchCharger(course.charger, {
    atMs: clock.now(),
    glance: glanceAt(course.power),
    offeredW: offeredW(course.power),
    normalDrawW: course.wishes.charger.normalDrawW ?? null,
  });
  if (course.charger.phase !== phaseBefore) noteCharger(course);
  const reason = course.charger.phase === phaseBefore ? null : turned(course);
  take(course, fullChargeSeen(course.wishes, course.charger.phase, clock.now()));
  return { reason: level(course) ?? reason, notices: [...weakNotice(course, phaseBefore), ...lowNotice(course)] };
}

/** What the chargers that are in have negotiated together; null where one did not say. */
function offeredW({ chargers }: Course["power"]): number | null {
  const online = chargers.filter((charger) => charger.online === true);
  const watts = online.map(({ powerW }) => powerW);
  return watts.length === 0 || watts.includes(null) ? null : watts.reduce<number>((sum, one) => sum + (one ?? 0), 0);
}

/** The charger's state has changed, and is certain by now. */
function turned(course: Course): Reason | null {
  const { wishes, charger } = course;
  const nowMs = course.parts.machine.clock.now();
  switch (charger.phase) {
    case "unplugged":
      take(course, afterUnplugging(wishes));
      return "unplugged";
    case "real":
      take(course, afterRealCharger(wishes, nowMs));
      return "plugged-in";
    case "weak":
      take(course, afterDrain(wishes, nowMs));
      return "unplugged";
    case "looking":
      take(course, afterPlugging(wishes));
      return null;
    case "none":
      return null;
  }
}

/** On a real charger no level rule counts; while it is not certain what feeds the machine, the one in force stays. */
function level(course: Course): Reason | null {
  const { level: before, charger, power, parts } = course;
  if (charger.phase === "looking") return null;
  const drains = charger.phase === "unplugged" || charger.phase === "weak";
  course.level = drains ? ruleInForce(parts.config().rules, power.percent, before) : null;
  return course.level?.below === before?.below && course.level?.profile === before?.profile ? null : "battery-level";
}

const weakNotice = ({ charger, inForce }: Course, before: string): readonly Notice[] =>
  charger.phase === "weak" && before !== "weak" && inForce?.profile != null
    ? [{ kind: "weak-power", sentence: "On weak power: the battery drains although a charger is in. Travel mode stays on." }]
    : [];

function lowNotice(course: Course): readonly Notice[] {
  const { power, charger, lowestPercent, batteryEnd } = course;
  const { percent } = power;
  if (charger.phase !== "unplugged" && charger.phase !== "weak") {
    course.lowestPercent = null;
    return [];
  }
  course.lowestPercent = lowestLevel(lowestPercent, percent);
  const sentence = lowWord(lowestPercent, { ...power, leftMs: leftMs(course) }, batteryEnd);
  return sentence === null
    ? []
    : [{ kind: warningAt(lowestPercent, percent) === LAST_WARNING_PERCENT ? "last" : "low", sentence }];
}

/** The forecast's, unless it only guesses itself. */
function leftMs(course: Course): number | null {
  const answer = forecastNow(course);
  if (answer === null || answer.until !== "end" || (answer.prior === "guess" && answer.phase === "estimating")) return null;
  return answer.left === null || answer.left === "more than 48 h" ? null : answer.left.medianMs;
}
