// SPDX-License-Identifier: MIT
import { clean } from "../text/display-width.ts";

/** Markup that is safe to put into a page: only `html` makes it. */
export interface Html {
  readonly markup: string;
}

type Part = Html | string | number | null | readonly Html[];

/** Markup with values in it; text is escaped, markup stays what it is, null is nothing. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { markup: texts.reduce((all, text, index) => `${all}${shown(parts[index - 1] ?? null)}${text}`) };
}

export const NOTHING: Html = { markup: "" };

function shown(part: Part): string {
  if (part === null) return "";
  if (typeof part === "string") return escaped(part);
  if (typeof part === "number") return number(part);
  return "markup" in part ? part.markup : part.map(({ markup }) => markup).join("");
}

/** For content and for attributes in quotes alike. */
const escaped = (text: string): string => clean(text).replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? "");

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** No more digits than a screen can show. */
const number = (amount: number): string => (Number.isFinite(amount) ? String(Math.round(amount * 10) / 10) : "0");
