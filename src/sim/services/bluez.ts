// SPDX-License-Identifier: MIT
import type { BusValue } from "../../machine/doors.ts";
import type { BluetoothAdapter } from "../model.ts";
import { radioOn } from "../radios.ts";
import { type BusObjects, DBUS_ERROR, isSeated, type Service, type Setter } from "../service.ts";
import { type World, withSwitches } from "../state.ts";

const ADAPTER = "org.bluez.Adapter1";
const DEVICE = "org.bluez.Device1";

/** bluetoothd: one adapter and the devices it is paired with. */
export const bluez: Service = {
  name: "bluez",
  busNames: ["org.bluez"],
  objects: (world) => (world.model.bluetooth === null ? {} : adapterObjects(world, world.model.bluetooth)),
  setters: { [`${ADAPTER} Powered`]: (...asked) => setPowered(...asked) },
  methods: {},
};

function adapterObjects({ state }: World, adapter: BluetoothAdapter): BusObjects {
  const { bluetoothPowered: powered, bluetoothConnected: connected } = state.switches;
  const path = `/org/bluez/${adapter.name}`;
  const devices = adapter.devices.map(({ address, name, icon }) => {
    const about: Record<string, BusValue> = { Address: address, Name: name, Alias: name, Icon: icon, Adapter: path };
    const standing = { Paired: true, Bonded: true, Trusted: true, Blocked: false, Connected: connected.includes(address) };
    return [`${path}/dev_${address.replaceAll(":", "_")}`, { [DEVICE]: { ...about, ...standing } }] as const;
  });
  const own = { Address: adapter.address, AddressType: "public", Name: "laptop", Alias: "laptop", Discovering: false };
  const shown = { Powered: powered, PowerState: powered ? "on" : "off", Discoverable: false, Pairable: true };
  return {
    "/org/bluez": { "org.bluez.AgentManager1": {} },
    [path]: { [ADAPTER]: { ...own, ...shown } },
    ...Object.fromEntries(devices),
  };
}

/** Powering on while rfkill blocks is refused; powering off ends every connection. */
function setPowered(...[world, powered, { caller }]: Parameters<Setter>): ReturnType<Setter> {
  if (!isSeated(caller)) return { refused: `${DBUS_ERROR}.AccessDenied` };
  if (typeof powered !== "boolean") return { refused: `${DBUS_ERROR}.InvalidArgs` };
  if (powered && !radioOn(world, "bluetooth")) return { refused: "org.bluez.Error.Blocked" };
  const bluetoothConnected = powered ? world.state.switches.bluetoothConnected : [];
  return withSwitches(world.state, { bluetoothPowered: powered, bluetoothConnected });
}
