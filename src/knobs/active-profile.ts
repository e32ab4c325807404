// SPDX-License-Identifier: MIT
import {
  asRecord,
  type BusObject,
  type BusRecord,
  getAllProperties,
  setProperty,
  textIn,
  unexpectedReply,
} from "../machine/bus-values.ts";
import type { Bus, BusValue } from "../machine/doors.ts";
import { failure, type RawText, type Reading, rawText, value, valueOr } from "../machine/reading.ts";
import type { KnobId, Setting, WishValue } from "./knob.ts";
import type { PowerProfiles } from "./power-profiles.ts";
import { chooseProfile } from "./profile-choice.ts";
import { ENTER, RESTORE } from "./ranks.ts";

/** The profile of a running power-profiles service, which remembers it over a reboot. */
export async function activeProfile(bus: Bus, { object, program }: PowerProfiles, knob: KnobId): Promise<Setting> {
  const properties: BusRecord = valueOr(await getAllProperties(bus, object), {});
  const offered = namesOf(properties["Profiles"]);
  return {
    id: `${knob}/power-profiles`,
    knob,
    place: program,
    lasts: "kept",
    enterRank: ENTER.platformProfile,
    restoreRank: () => RESTORE.platformProfile,
    read: () => readProfile(bus, object),
    encode: (wish, original) => chooseProfile({ offered, thriftiest: "power-saver", nameOf }, wish, original),
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

/**
 * The profile that the user has chosen. While an application holds another one, the service shows only that, and setting any
 * would end the hold: the user's own cannot be read past it.
 */
async function readProfile(bus: Bus, object: BusObject): Promise<Reading<RawText>> {
  const properties = await getAllProperties(bus, object);
  if (properties.kind !== "value") return properties;
  const { [ACTIVE]: profile, ActiveProfileHolds: holds } = properties.value;
  if (Array.isArray(holds) && holds.length > 0)
    return failure(`${object.service} ${ACTIVE}`, "Held", "an application holds a profile");
  return typeof profile === "string" ? value(rawText(profile)) : unexpectedReply(object.service, ACTIVE);
}

/** The names in the service's list of profiles; what is of another shape is passed over. */
function namesOf(profiles: BusValue | undefined): readonly string[] {
  if (!Array.isArray(profiles)) return [];
  return profiles.map((entry: BusValue) => textIn(asRecord(entry), "Profile")).filter((name) => name !== "");
}
