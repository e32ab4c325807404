// SPDX-License-Identifier: MIT
import type { Wish, WishValue } from "./knob.ts";

/** One rule about programs, as a profile or a hand spells it. */
export type AppRule = AppMeaning & {
  /** It counts only while there is no network. */
  readonly offlineOnly: boolean;
};

type AppMeaning =
  /** `hold`: slow or freeze it, as the knob has it. `spare`: leave it alone, whatever other rules say. */
  | { readonly kind: "hold" | "spare"; readonly name: string }
  /** Whatever uses more than so many percent of a CPU for a minute. */
  | { readonly kind: "hungry"; readonly percent: number };

/** Printable, and no comma, which stands between rules that are typed; no slash either: a program is named, not a file. */
const WORD = String.raw`[!-+\-.0-~\u00a1-\u1fff\u2030-\ud7ff]+`;
const NAME = `(?=.{1,64}$)${WORD}(?: ${WORD})*`;

/** "NAME", "not NAME", and each of them "when offline". */
export const NAME_RULE = new RegExp(`^(?!above )${NAME}$`);

/** The same, and "above 20 %". */
export const ANY_RULE = new RegExp(`^(?:above [1-9][0-9]{0,3} ?%(?: when offline)?|(?!above )${NAME})$`);

/** What a rule means; undefined for a text that is none. */
export function appRule(text: WishValue): AppRule | undefined {
  const [, rule = "", offline] = /^(.+?)( when offline)?$/u.exec(String(text)) ?? [];
  const offlineOnly = offline !== undefined;
  const percent = /^above (\d+) ?%$/u.exec(rule)?.[1];
  if (percent !== undefined) return { kind: "hungry", percent: Number(percent), offlineOnly };
  const [, spared, name = ""] = /^(not )?(.+)$/u.exec(rule) ?? [];
  return name === "" ? undefined : { kind: spared === undefined ? "hold" : "spare", name: name.toLowerCase(), offlineOnly };
}

/** A wish for programs is a set of rules. */
export const rulesOf = (wish: Wish | undefined): readonly AppRule[] => (wish ?? []).flatMap((text) => appRule(text) ?? []);

/** What these rules say of a program with these names, in lower case; undefined for nothing. To be spared goes first. */
export function saidOf(
  rules: readonly AppRule[],
  { names, isOffline }: { readonly names: readonly string[]; readonly isOffline: boolean },
): "hold" | "spare" | undefined {
  const said = rules.filter((rule) => rule.kind !== "hungry" && names.includes(rule.name) && (isOffline || !rule.offlineOnly));
  const kinds = said.map(({ kind }) => kind);
  if (kinds.includes("spare")) return "spare";
  return kinds.includes("hold") ? "hold" : undefined;
}
