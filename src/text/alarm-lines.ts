// SPDX-License-Identifier: MIT
import { clean, wrap } from "./display-width.ts";
import { type Look, paint } from "./look.ts";

/** Sentences that must not be overlooked, wrapped at the terminal's width. */
export const alarmLines = (sentences: readonly string[], look: Look): readonly string[] =>
  sentences.flatMap((sentence) => wrap(clean(sentence), look.columns).map((line) => paint(look, "attention", line)));
