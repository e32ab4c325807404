// SPDX-License-Identifier: MIT
import type { Plan } from "../../engine/report.ts";
import { type Check, checks } from "./check.ts";

const { ok, said } = checks("radios");

/** What `on` would do with the radios, by its plan. */
export function checkRadios({ profile, changes, skips, questions }: Plan): readonly Check[] {
  const turned = changes.filter(({ knob }) => isRadio(knob)).map(({ title, shown }) => `${title} ${shown.to}`);
  const asked = questions.filter(({ change }) => isRadio(change.knob));
  const used = skips.filter(({ knob, kind }) => isRadio(knob) && kind === "in-use");
  const plain =
    turned.length === 0
      ? "travelmode on would leave them as they are"
      : `travelmode on ${profile ?? ""} would turn ${listed(turned)}`;
  return [
    ok(plain),
    ...asked.map(({ change, uses }) => said(`it would ask about ${change.title}: ${uses.join(", ")}`)),
    ...used.map(({ title, why }) => said(`${title} would stay on: ${why}`)),
  ];
}

const isRadio = (knob: string): boolean => knob.startsWith("radio.");

/** "Wi-Fi off, Bluetooth off" */
const listed = (parts: readonly string[]): string => [...new Set(parts)].join(", ");
