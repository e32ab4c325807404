// SPDX-License-Identifier: MIT
import { BUS_NAME } from "../../bus-name.ts";
import { PROFILE_SERVICES } from "../../knobs/power-profiles.ts";
import { asRecord, type BusObject, getProperty, textIn } from "../../machine/bus-values.ts";
import type { Bus, BusCall, BusValue } from "../../machine/doors.ts";
import type { LiveBus, Stop } from "../../machine/live-doors.ts";
import { mapReading, type Reading, value } from "../../machine/reading.ts";
import { listenToAll, ownerOf } from "../stops.ts";

/** The ways whose value dies with the keeper: by whoever offers power profiles. */
export const HELD_WAYS: readonly string[] = ["power-profiles-daemon", "tuned-ppd", "tlp-pd", "system76-power"];

const PROPERTIES = "org.freedesktop.DBus.Properties";
const ACTIVE = "ActiveProfile";

/** The profiles service refuses to hold any but this and "performance". */
const HELD = "power-saver";

type Reply = Reading<readonly BusValue[]>;

/** A wish for the service's profile. */
interface Wanted {
  readonly object: BusObject;
  readonly profile: string;
}

/**
 * The same bus, on which setting the power profile to "power-saver" holds it instead: a hold dies with our connection, so that a keeper
 * that was killed leaves the user's own profile. Setting another one lets the hold go. Our own hold is not among those that reading shows.
 */
export function holdProfiles(bus: LiveBus): Bus {
  const { holdIt, letGo, stop } = ourHold(bus);
  const set = async ({ object, profile }: Wanted, call: BusCall): Promise<Reply> => {
    if (profile === HELD) return (await holdIt(object)) ? value([]) : bus.call(call);
    const isThereBy = (await letGo()) && (await isActive(bus, object, profile));
    return isThereBy ? value([]) : bus.call(call);
  };
  return {
    async call(call) {
      const wanted = wantedBy(call);
      if (wanted !== null) return set(wanted, call);
      const reply = await bus.call(call);
      return isLook(call) ? mapReading(reply, withoutOurs) : reply;
    },
    async close() {
      stop();
      await bus.close();
    },
  };
}

function wantedBy({ interface: iface, member, args: [name, property, variant] }: BusCall): Wanted | null {
  const object = PROFILE_SERVICES.find((one) => one.interface === name);
  const { value: profile } = asRecord(variant);
  if (object === undefined || iface !== PROPERTIES || member !== "Set" || property !== ACTIVE) return null;
  return typeof profile === "string" ? { object, profile } : null;
}

const isLook = ({ interface: iface, member, args: [name] }: BusCall): boolean =>
  iface === PROPERTIES && member === "GetAll" && PROFILE_SERVICES.some((one) => one.interface === name);

function withoutOurs([properties]: readonly BusValue[]): readonly BusValue[] {
  const record = asRecord(properties);
  const { ActiveProfileHolds: holds } = record;
  if (!Array.isArray(holds)) return [record];
  const others = holds.filter((hold: BusValue) => textIn(asRecord(hold), "ApplicationId") !== BUS_NAME);
  return [{ ...record, ActiveProfileHolds: others }];
}

async function isActive(bus: Bus, object: BusObject, profile: string): Promise<boolean> {
  const reading = await getProperty(bus, object, ACTIVE);
  return reading.kind === "value" && reading.value === profile;
}

interface Hold {
  readonly object: BusObject;
  readonly cookie: number;
}

interface OurHold {
  /** Whether "power-saver" is held now. */
  holdIt(object: BusObject): Promise<boolean>;
  /** Whether there was a hold to let go. */
  letGo(): Promise<boolean>;
  readonly stop: Stop;
}

/** At most one hold; forgotten when the service has ended it, because the user chose another profile or it was restarted. */
function ourHold(bus: LiveBus): OurHold {
  let hold: Hold | null = null;
  const listening = new Map<BusObject, Promise<Stop>>();
  const forget = (isMeant: (hold: Hold) => boolean): void => {
    if (hold !== null && isMeant(hold)) hold = null;
  };
  const listen = (object: BusObject): Promise<Stop> =>
    listenToAll(bus, [
      [
        { sender: object.service, path: object.path, interface: object.interface, member: "ProfileReleased" },
        ({ args: [released] }) => forget(({ cookie }) => cookie === released),
      ],
      ownerOf(object.service, () => forget((one) => one.object === object)),
    ]);
  return {
    async holdIt(object) {
      if (hold !== null) return true;
      if (!listening.has(object)) listening.set(object, listen(object));
      await listening.get(object);
      const cookie = await ask(bus, object, "HoldProfile", "sss", [HELD, "Travel mode is on", BUS_NAME]);
      if (typeof cookie !== "number") return false;
      hold = { object, cookie };
      return true;
    },
    async letGo() {
      if (hold === null) return false;
      const { object, cookie } = hold;
      hold = null;
      await ask(bus, object, "ReleaseProfile", "u", [cookie]);
      return true;
    },
    stop: () => listening.forEach((listener) => void listener.then((stopListening) => stopListening())),
  };
}

/** The answer's first argument; undefined where there is none, or no answer. */
async function ask(bus: Bus, object: BusObject, member: string, signature: string, args: BusCall["args"]) {
  const reply = await bus.call({ ...object, member, signature, args });
  return reply.kind === "value" ? reply.value[0] : undefined;
}
