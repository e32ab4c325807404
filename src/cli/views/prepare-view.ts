// SPDX-License-Identifier: MIT
import { wrap } from "../../text/display-width.ts";
import { type Look, type Paint, paint } from "../../text/look.ts";
import { type Row, tableLines } from "../../text/table.ts";
import { CHECK_TITLES, type Check } from "../prepare/check.ts";

/** The checklist, one line a check with what to do under it; then whether it is ready. */
export const prepareLines = (checklist: readonly Check[], look: Look): readonly string[] => [
  paint(look, "heading", "Before leaving:"),
  ...tableLines(
    [{}, {}, { gives: 1, wraps: true }],
    checklist.flatMap((check, index) => rowsOf(check, checklist[index - 1], look)),
    look,
  ),
  "",
  ...lastLine(checklist, look),
];

/** The mark says the same as the colour. */
const MARKS: Readonly<Record<Check["state"], readonly [mark: string, style: Paint]>> = {
  ok: ["ok", "good"],
  said: ["note", "heading"],
  "to do": ["to do", "attention"],
};

/** Checks of one topic stand under one title. */
function rowsOf({ topic, state, sentence, advice }: Check, before: Check | undefined, { signs }: Look): readonly Row[] {
  const [text, style] = MARKS[state];
  const title = before?.topic === topic ? "" : CHECK_TITLES[topic];
  const row: Row = [{ text, paint: style }, title, sentence];
  return advice === null ? [row] : [row, ["", "", `${signs.arrow} ${advice}`]];
}

const MOST_THINGS = 3;

function lastLine(checklist: readonly Check[], look: Look): readonly string[] {
  const things = thingsToDo(checklist);
  if (things.length === 0) return [paint(look, "good", "Ready.")];
  const named = things.slice(0, MOST_THINGS).map((thing, index) => `${things.length === 1 ? "" : `${index + 1}. `}${thing}`);
  const more = things.length > MOST_THINGS ? `; and ${things.length - MOST_THINGS} more, see above` : "";
  return wrap(`To do before leaving: ${named.join("; ")}${more}.`, look.columns);
}

/** What is left to be done, what matters most first. */
export const thingsToDo = (checklist: readonly Check[]): readonly string[] =>
  checklist.flatMap(({ state, advice }) => (state === "to do" && advice !== null ? [advice] : []));
