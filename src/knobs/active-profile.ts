// SPDX-License-Identifier: MIT
import { type BusObject, getProperty, setProperty } from "../machine/bus-values.ts";
import type { Bus, BusValue } from "../machine/doors.ts";
import { failure, type RawText, type Reading, rawText, value, valueOr } from "../machine/reading.ts";
import { leave } from "./encoded.ts";
import type { Encoded, KnobId, Setting, WishValue } from "./knob.ts";
import type { PowerProfiles } from "./power-profiles.ts";
import { chooseProfile } from "./profile-choice.ts";
import { ENTER, RESTORE } from "./ranks.ts";

/** The profile of a running power-profiles service, which remembers it over a reboot. */
export async function activeProfile(bus: Bus, { object, program }: PowerProfiles, knob: KnobId): Promise<Setting> {
  const offered = texts(valueOr(await getProperty(bus, object, "Profiles"), []), "Profile");
  const holders = texts(valueOr(await getProperty(bus, object, "ActiveProfileHolds"), []), "ApplicationId");
  return {
    id: `${knob}/power-profiles`,
    knob,
    place: program,
    lasts: "kept",
    enterRank: ENTER.platformProfile,
    restoreRank: () => RESTORE.platformProfile,
    read: () => readProfile(bus, object),
    encode: (wish, original): Encoded =>
      holders.length > 0
        ? leave(`${holders.join(", ")} holds "${original}", and switching would end that`)
        : chooseProfile({ offered, thriftiest: "power-saver", nameOf }, wish, original),
    ways: [
      {
        kind: "bus",
        name: program,
        call: (raw) => setProperty(object, ACTIVE, "s", raw),
        command: (raw) => ["busctl", "set-property", object.service, object.path, object.interface, ACTIVE, "s", raw],
      },
    ],
    show: (raw) => raw,
  };
}

const ACTIVE = "ActiveProfile";

/** The service has three profiles for the kernel's seven. */
const NAMES: ReadonlyMap<WishValue, string> = new Map([
  ["low-power", "power-saver"],
  ["quiet", "power-saver"],
  ["cool", "power-saver"],
  ["balanced-performance", "performance"],
  ["max-power", "performance"],
]);

const nameOf = (word: WishValue): string => NAMES.get(word) ?? String(word);

async function readProfile(bus: Bus, object: BusObject): Promise<Reading<RawText>> {
  const reading = await getProperty(bus, object, ACTIVE);
  if (reading.kind !== "value") return reading;
  if (typeof reading.value !== "string") return failure(`${object.service} ${ACTIVE}`, "UnexpectedReply");
  return value(rawText(reading.value));
}

/** One text of each dictionary in a list of them; what is of another shape is passed over. */
function texts(list: BusValue, key: string): readonly string[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: BusValue) => {
    const found = typeof entry === "object" ? Object.entries(entry).find(([name]) => name === key)?.[1] : undefined;
    return typeof found === "string" ? [found] : [];
  });
}
