// SPDX-License-Identifier: MIT
import { setProperty, unexpectedReply } from "../machine/bus-values.ts";
import type { Machine } from "../machine/doors.ts";
import { absent, type RawText, type Reading, rawText, value } from "../machine/reading.ts";
import { plainWish, stillWanted } from "./bluetooth-unused.ts";
import { ADAPTER, type Adapter, readAdapters, SERVICE } from "./bluez.ts";
import { unavailable } from "./encoded.ts";
import type { Encoded, KnobId, Setting, Use, Way, Wish } from "./knob.ts";
import { encodeOnOff, type Spelling, SWITCHED_OFF, showOnOff } from "./on-off.ts";
import { ENTER, RESTORE } from "./ranks.ts";
import { hardBlocked, radioSwitches, softBlocked } from "./rfkill.ts";

const SPELLING: Spelling = { on: rawText("true"), off: rawText("false") };

export const BLUETOOTH_OFF = "Bluetooth is off. Back with: travelmode bluetooth on";

/** One controller's power as BlueZ has it. It is known by its address: after a resume or a replug its path may be another one. */
export function adapterSetting(machine: Machine, knob: KnobId, found: Adapter): Setting {
  const { address } = found;
  let latest = found;
  const look = async (): Promise<Reading<Adapter>> => {
    const reading = await adapterAt(machine, address);
    if (reading.kind === "value") latest = reading.value;
    return reading;
  };
  return {
    id: `${knob}/${address}`,
    knob,
    place: address,
    lasts: "kept",
    enterRank: ENTER.bluetooth,
    restoreRank: () => RESTORE.bluetooth,
    read: async () => poweredOf(await look()),
    encode: (wish, original) => encode(machine, { wish, original, adapter: latest }),
    ways: [poweredWay(() => latest.path)],
    show: showOnOff(SPELLING),
    usesCutBy: async (to) => (to === SPELLING.off ? connectedDevices(await look()) : []),
    wayBack: (raw) => (raw === SPELLING.off ? BLUETOOTH_OFF : undefined),
  };
}

async function adapterAt({ bus }: Machine, address: string): Promise<Reading<Adapter>> {
  const adapters = await readAdapters(bus);
  if (adapters.kind !== "value") return adapters;
  const adapter = adapters.value.find((one) => one.address === address);
  return adapter === undefined ? absent : value(adapter);
}

function poweredOf(reading: Reading<Adapter>): Reading<RawText> {
  if (reading.kind !== "value") return reading;
  const { powered } = reading.value;
  return powered === undefined ? unexpectedReply(SERVICE, "Powered") : value(powered ? SPELLING.on : SPELLING.off);
}

/** BlueZ gives an object a new path when the controller comes back, so the path is that of the last look. */
const poweredWay = (path: () => string): Way => ({
  kind: "bus",
  name: "BlueZ",
  call: (raw) => setProperty({ service: SERVICE, path: path(), interface: ADAPTER }, "Powered", "b", raw === SPELLING.on),
  command: (raw) => ["busctl", "set-property", SERVICE, path(), ADAPTER, "Powered", "b", raw],
});

function encode(machine: Machine, { wish, original, adapter }: { wish: Wish; original: RawText; adapter: Adapter }): Encoded {
  const { wish: plain, ifUnused } = plainWish(wish);
  const encoded = encodeOnOff(plain, original, { ...SPELLING, blocked: undefined });
  if (encoded.kind !== "to") return encoded;
  if (encoded.raw === SPELLING.on) return blockedBy(machine) ?? encoded;
  return (ifUnused ? stillWanted(machine, adapter) : undefined) ?? encoded;
}

/** BlueZ refuses to power a blocked controller (org.bluez.Error.Blocked). */
function blockedBy({ files }: Machine): Encoded | undefined {
  const switches = radioSwitches(files, "bluetooth");
  if (switches.some((one) => hardBlocked(files, one, switches))) return unavailable(SWITCHED_OFF);
  return switches.some((one) => softBlocked(files, one))
    ? unavailable("it is blocked; rfkill unblock bluetooth opens it")
    : undefined;
}

function connectedDevices(reading: Reading<Adapter>): readonly Use[] {
  if (reading.kind === "absent") return [];
  if (reading.kind === "error")
    return [{ what: `BlueZ does not say whether a device is connected (${reading.code})`, gravity: "refuse" }];
  const connected = reading.value.devices.filter((device) => device.connected);
  return connected.map(({ title }) => ({ what: `the ${title} is connected`, gravity: "refuse" }));
}
