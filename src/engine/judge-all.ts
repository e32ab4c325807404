// SPDX-License-Identifier: MIT
import type { RawText } from "../machine/reading.ts";
import type { DraftInput, Judged } from "./aim.ts";
import { staysDown } from "./airplane.ts";
import { judge, type Verdict } from "./judge.ts";
import type { Surveyed } from "./survey.ts";

/** Every setting of the survey with whose it is. Pure. */
export const judgeAll = (input: DraftInput): readonly Judged[] =>
  withFollowers(input.survey.settings.map((surveyed) => judgeOne(input, surveyed)));

function judgeOne(input: DraftInput, surveyed: Surveyed): Judged {
  const { setting, knob, reading } = surveyed;
  const entry = input.entries.find((one) => one.setting === setting.id);
  const now = reading.kind === "value" ? reading.value : null;
  const verdict = now === null ? { owner: "nobody" as const } : verdictOn(input, { setting, entry, now });
  return {
    surveyed,
    now,
    entry,
    verdict: verdict.owner === "yours" && (input.afresh || endsNow(input, setting)) ? { owner: "ours" } : verdict,
    wish: setting.heldBy === undefined ? input.profile?.wishes[knob.id] : undefined,
    left: input.leave.includes(knob.id) || input.leave.includes(setting.id),
  };
}

/** What always goes back does so when travel mode ends, whoever has turned it. */
const endsNow = ({ profile }: DraftInput, { alwaysBack }: Surveyed["setting"]): boolean =>
  profile === null && alwaysBack === true;

interface Live extends Pick<Surveyed, "setting">, Pick<Judged, "entry"> {
  readonly now: RawText;
}

function verdictOn({ radiosBlocked }: DraftInput, { setting, entry, now }: Live): Verdict {
  const verdict = judge(setting, entry, now);
  const isUsersToo = verdict.owner === "ours" && radiosBlocked === true && entry !== undefined && staysDown(setting, entry, now);
  return isUsersToo ? { owner: "yours", value: now } : verdict;
}

/** What only follows its owner is the user's as soon as the owner's switch is: Wi-Fi turned off by hand stays off in rfkill too. */
function withFollowers(judged: readonly Judged[]): readonly Judged[] {
  const leaders = judged.filter(({ surveyed, verdict }) => surveyed.setting.heldBy === undefined && verdict.owner === "yours");
  const users = new Set(leaders.map(({ surveyed }) => surveyed.knob.id));
  return judged.map((one) => {
    const { surveyed, entry, now } = one;
    const follows = surveyed.setting.heldBy !== undefined && users.has(surveyed.knob.id) && entry !== undefined && now !== null;
    return follows ? { ...one, verdict: { owner: "yours", value: now } } : one;
  });
}
