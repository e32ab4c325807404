// SPDX-License-Identifier: MIT
import type { BluetoothAdapter, Part } from "../model.ts";
import { assembled, device } from "./part.ts";

interface RadioPart {
  /** The device that rfkill hangs below: ".../ieee80211/phy0". */
  readonly parent: string;
  readonly index: number;
  /** rfkill's name: "phy0", "hci0", "tpacpi_bluetooth_sw". */
  readonly name: string;
  readonly type: "wlan" | "bluetooth" | "wwan";
}

/** One entry of /sys/class/rfkill. */
export const rfkill = ({ parent, index, name, type }: RadioPart): Part =>
  device(
    `${parent}/rfkill${index}`,
    {
      index: String(index),
      name,
      type,
      persistent: "0",
      hard: { text: "0", kept: true },
      soft: { text: "0", manner: "soft-block", kept: true },
      state: { text: "1", kept: true },
    },
    `/sys/class/rfkill/rfkill${index}`,
  );

/** A Wi-Fi card: its phy with rfkill, and its interface. */
export function wifi(card: string, index: number, network: string): Part {
  const phy = `${card}/ieee80211/phy0`;
  const folder = `${card}/net/${network}`;
  const counters = { "statistics/rx_bytes": "48210733", "statistics/tx_bytes": "5120455" };
  return assembled(
    rfkill({ parent: phy, index, name: "phy0", type: "wlan" }),
    device(phy, { name: "phy0", index: "0", macaddress: "02:00:5e:10:00:01" }, "/sys/class/ieee80211/phy0"),
    device(
      folder,
      {
        address: "02:00:5e:10:00:01",
        operstate: { text: "up", kept: true },
        uevent: `DEVTYPE=wlan\nINTERFACE=${network}`,
        ...counters,
      },
      `/sys/class/net/${network}`,
    ),
    {
      fixed: {},
      live: {},
      links: { [`${folder}/phy80211`]: phy, [`${folder}/device`]: card, [`${phy}/rfkill${index}/device`]: phy },
    },
  );
}

/** A modem: its interface and its own rfkill switch. */
export function modem(usb: string, index: number): Part {
  const folder = `${usb}/net/wwan0`;
  const counters = { "statistics/rx_bytes": "904211", "statistics/tx_bytes": "120877" };
  return assembled(
    rfkill({ parent: `${usb}/wwan/wwan0`, index, name: "wwan0", type: "wwan" }),
    device(folder, { operstate: "down", uevent: "DEVTYPE=wwan\nINTERFACE=wwan0", ...counters }, "/sys/class/net/wwan0"),
    {
      fixed: {},
      live: {},
      links: { [`${folder}/device`]: usb, [`${usb}/wwan/wwan0/rfkill${index}/device`]: `${usb}/wwan/wwan0` },
    },
  );
}

/** A Bluetooth controller, and BlueZ's notes on the devices that it is paired with. */
export function bluetooth(parent: string, index: number, adapter?: BluetoothAdapter): Part {
  const folder = `${parent}/bluetooth/hci0`;
  const notes = (adapter?.devices ?? []).map(({ address, name }) => [
    `/var/lib/bluetooth/${adapter?.address}/${address}/info`,
    `[General]\nName=${name}\nTrusted=true`,
  ]);
  return assembled(rfkill({ parent: folder, index, name: "hci0", type: "bluetooth" }), {
    fixed: Object.fromEntries(notes),
    live: {},
    links: { "/sys/class/bluetooth/hci0": folder, [`${folder}/rfkill${index}/device`]: folder },
  });
}
