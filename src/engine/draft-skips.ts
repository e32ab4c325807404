// SPDX-License-Identifier: MIT
import { SAVED, type Wish } from "../knobs/knob.ts";
import type { RawText } from "../machine/reading.ts";
import type { Aim, DraftInput, Judged } from "./aim.ts";
import type { Skip, SkipKind } from "./report.ts";
import { sentence } from "./sentences.ts";

/** A reason for everything that the profile wishes, or the user has, and that is not changed. */
export function addSkips(input: DraftInput, judged: readonly Judged[], aims: readonly Aim[]): readonly Skip[] {
  const turnable = new Set(
    judged.filter(({ surveyed }) => surveyed.setting.heldBy === undefined).map(({ surveyed }) => surveyed.knob.id),
  );
  const perSetting = judged.flatMap((one) => skipOf(input, one, aims));
  const held = judged.flatMap((one) => (turnable.has(one.surveyed.knob.id) ? [] : heldSkip(input, one)));
  return [...perSetting, ...oneEach(held), ...missingSkips(input)];
}

function skipOf(input: DraftInput, judged: Judged, aims: readonly Aim[]): readonly Skip[] {
  const { now, verdict, wish, left } = judged;
  if (verdict.owner === "yours") return yoursSkip(input, judged);
  if (wish === undefined) return [];
  if (left) return [skipped(judged, "left", "left alone, as asked")];
  if (now === null) return unread(judged);
  const aim = aims.find(({ surveyed }) => surveyed === judged.surveyed);
  if (aim?.kind === "apply") return aim.from === aim.to ? [skipped(judged, "same", "already so")] : [];
  return unaimed(judged, { wish, now });
}

/** Why a wish that could be read came to no aim: it is left, or impossible, or there is no way to it for this caller. */
function unaimed(judged: Judged, { wish, now }: { readonly wish: Wish; readonly now: RawText }): readonly Skip[] {
  const encoded = judged.surveyed.setting.encode(wish, judged.entry?.original ?? now);
  if (encoded.kind === "not meant") return [];
  if (wish[0] === SAVED) return [skipped(judged, "left", "travel mode has not touched it, so there is no saved value")];
  if (encoded.kind === "leave") return [skipped(judged, "left", encoded.why)];
  if (encoded.kind === "unavailable") return [skipped(judged, "unavailable", encoded.why)];
  return [encoded.raw === now ? skipped(judged, "same", "already so") : skipped(judged, "rights", "needs root")];
}

/** Once all is back, a value of the user's that equals the original is nothing to speak of. */
function yoursSkip({ profile }: DraftInput, judged: Judged): readonly Skip[] {
  if (profile === null && judged.now === judged.entry?.original) return [];
  return [skipped(judged, "yours", "changed meanwhile; it stays as it is")];
}

function unread(judged: Judged): readonly Skip[] {
  const { reading } = judged.surveyed;
  if (reading.kind === "error") return [skipped(judged, "failed", sentence(reading))];
  return [skipped(judged, "unavailable", "it is not there now")];
}

function heldSkip({ profile }: DraftInput, judged: Judged): readonly Skip[] {
  const { knob, setting } = judged.surveyed;
  if (profile?.wishes[knob.id] === undefined || setting.heldBy === undefined) return [];
  return [{ ...skipped(judged, "owned", `${setting.heldBy} looks after it`), place: "" }];
}

function missingSkips({ profile, survey }: DraftInput): readonly Skip[] {
  return survey.missing
    .filter(({ knob }) => profile?.wishes[knob.id] !== undefined)
    .map(({ knob, why }) => ({ knob: knob.id, title: knob.title, place: "", minor: knob.minor, kind: "unavailable", why }));
}

export const skipped = ({ surveyed: { knob, setting } }: Pick<Judged, "surveyed">, kind: SkipKind, why: string): Skip => ({
  knob: knob.id,
  title: knob.title,
  place: setting.place,
  minor: knob.minor,
  kind,
  why,
});

const oneEach = (skips: readonly Skip[]): readonly Skip[] => [
  ...new Map(skips.map((skip) => [`${skip.knob} ${skip.why}`, skip])).values(),
];
