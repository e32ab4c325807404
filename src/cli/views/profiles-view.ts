// SPDX-License-Identifier: MIT
import type { Knob } from "../../knobs/knob.ts";
import type { ListedProfile } from "../../profile/library.ts";
import type { ProfilePlace } from "../../profile/places.ts";
import type { Profile } from "../../profile/profile.ts";
import { clean } from "../../text/display-width.ts";
import { type Look, paint } from "../../text/look.ts";
import { type Cell, tableLines } from "../../text/table.ts";

/** A line for each profile; `usual` is what a bare `on` means. */
export function profileListLines(profiles: readonly ListedProfile[], usual: string, look: Look): readonly string[] {
  const rows = profiles.map((profile) => [profile.name, saying(profile, usual)]);
  const broken = profiles.filter(({ mistakes }) => mistakes > 0).map(({ name }) => name);
  return [
    paint(look, "heading", "Profiles:"),
    ...tableLines([{}, { gives: 1, wraps: true }], rows, look),
    ...broken.map((name) => `What is wrong with ${name}: travelmode profiles check ${name}`),
  ];
}

function saying({ name, title, mistakes, shadowed }: ListedProfile, usual: string): Cell {
  if (mistakes > 0) return { text: `cannot be used: ${mistakes === 1 ? "1 mistake" : `${mistakes} mistakes`}`, paint: "bad" };
  const marks = [
    ...(name === usual ? ["what `travelmode on` means"] : []),
    ...(shadowed.length > 0 ? ["hides another of this name"] : []),
  ];
  return `${title ?? ""}${marks.length > 0 ? ` (${marks.join("; ")})` : ""}`;
}

const CHARGER: Readonly<Record<Profile["onCharger"], string>> = {
  all: "put back everything",
  power: "put back what costs speed or light",
  nothing: "put back nothing",
};

/** A profile's wishes, in the order in which they are turned; alternatives in order of preference, and what is meant together. */
export function profileLines(
  { name, title, source, wishes, onCharger }: Profile,
  knobs: readonly Knob[],
  look: Look,
): readonly string[] {
  const rows = knobs.flatMap(({ id, title: knobTitle, grammar }) => {
    const wish = wishes[id];
    return wish === undefined ? [] : [[id, knobTitle, wish.join(grammar.all ? ", " : ", else ")]];
  });
  return [
    `${paint(look, "heading", name)}: ${clean(title)}`,
    clean(source),
    "",
    ...tableLines([{}, {}, { gives: 1, wraps: true }], rows, look),
    "",
    `When a charger is plugged in: ${CHARGER[onCharger]}.`,
  ];
}

const KINDS: Readonly<Record<ProfilePlace["kind"], string>> = { shipped: "shipped", system: "this computer's", user: "yours" };

/** Where profiles are looked for. */
export const placeLines = (places: readonly ProfilePlace[], look: Look): readonly string[] => [
  paint(look, "heading", "Profiles are looked for in (later ones win):"),
  ...tableLines(
    [{}, { gives: 1 }],
    places.map(({ kind, folder }) => [KINDS[kind], folder]),
    look,
  ),
];
