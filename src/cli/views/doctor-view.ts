// SPDX-License-Identifier: MIT

import { merged } from "../../text/change-table.ts";
import { clean, wrap } from "../../text/display-width.ts";
import { type Look, type Paint, paint } from "../../text/look.ts";
import { type Row, tableLines } from "../../text/table.ts";
import type { Finding } from "../doctor/finding.ts";
import { type Offer, wayText } from "../offer.ts";

const TOPICS: Readonly<Record<Finding["topic"], string>> = {
  owners: "Other power tools:",
  firmware: "Firmware and switches:",
  battery: "Battery:",
  sleep: "Sleep:",
};

/** What the laptop offers, then the findings by topic with the advice under each. */
export function doctorLines(offers: readonly Offer[], findings: readonly Finding[], look: Look): readonly string[] {
  const topics = Object.keys(TOPICS) as readonly Finding["topic"][];
  return [
    paint(look, "heading", "What travelmode can turn here:"),
    ...tableLines([{}, { gives: 2 }, { gives: 1, wraps: true }], offers.flatMap(offerRows), look),
    ...topics.flatMap((topic) =>
      topicLines(
        TOPICS[topic],
        findings.filter((finding) => finding.topic === topic),
        look,
      ),
    ),
  ];
}

function offerRows({ knob, places, missing }: Offer): readonly Row[] {
  if (missing !== null) return [[knob.title, "", { text: `not here: ${missing}`, paint: "quiet" }]];
  const rows = merged(places.map((one) => ({ place: one.place, value: one.value ?? one.trouble ?? "", way: wayText(one) })));
  return rows.map(({ place, value, way }, index) => [index === 0 ? knob.title : "", value, whereText(place, way)]);
}

/** "policy0-3: sysfs"; a service that is the place of its own switch is named once. */
const whereText = (place: string, way: string): string => (place === "" || place === way ? way : `${place}: ${way}`);

function topicLines(heading: string, findings: readonly Finding[], look: Look): readonly string[] {
  if (findings.length === 0) return [];
  return ["", paint(look, "heading", heading), ...findings.flatMap((finding) => findingLines(finding, look))];
}

/** The mark says the same as the colour. */
const MARKS: Readonly<Record<Finding["verdict"], readonly [mark: string, style: Paint]>> = {
  good: ["ok", "good"],
  note: ["note", "heading"],
  problem: ["look", "attention"],
};

function findingLines({ verdict, what, advice }: Finding, look: Look): readonly string[] {
  const [mark, style] = MARKS[verdict];
  const [first = "", ...others] = wrap(clean(what), look.columns - 8);
  const more = [...others, ...(advice === null ? [] : wrap(`${look.signs.arrow} ${clean(advice)}`, look.columns - 8))];
  return [`  ${paint(look, style, mark.padEnd(4))}  ${first}`, ...more.map((line) => `        ${line}`)];
}
