// SPDX-License-Identifier: MIT
import type { SettingStatus } from "../engine/engine.ts";
import type { KnobId } from "../knobs/knob.ts";

/** What brings each radio back. Here by id, as status loads no knob when travel mode is off. */
const COMMANDS: Readonly<Record<KnobId, string>> = {
  "radio.wifi": "travelmode wifi on",
  "radio.bluetooth": "travelmode bluetooth on",
  "radio.wwan": "travelmode set mobile on",
};

/** A sentence for each radio that travel mode keeps off: "Wi-Fi is off. Back with: travelmode wifi on". */
export function waysBack(settings: readonly SettingStatus[]): readonly string[] {
  const off = settings.filter(({ owner, role, state, now, original }) => {
    const ours = owner === "ours" && role === "turned" && state === "held";
    return ours && now === "off" && original !== "off";
  });
  const sentences = off.flatMap(({ knob, title }) => {
    const command = COMMANDS[knob];
    return command === undefined ? [] : [`${title} is off. Back with: ${command}`];
  });
  return [...new Set(sentences)];
}
