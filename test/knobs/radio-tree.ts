// SPDX-License-Identifier: MIT

export interface FakeSwitch {
  readonly type: "wlan" | "wwan" | "bluetooth";
  readonly name: string;
  readonly device: string;
  readonly soft?: "0" | "1";
  readonly hard?: "0" | "1";
}

export const PHY = "/sys/devices/pci0000:00/0000:00:14.3/ieee80211/phy0";
export const HCI = "/sys/devices/pci0000:00/0000:00:14.0/usb1/1-5/1-5:1.0/bluetooth/hci0";

/** The files of one rfkill switch, as the kernel lays them out. */
export function rfkill(index: number, { type, name, device, soft = "0", hard = "0" }: FakeSwitch): Record<string, string> {
  const folder = `${device}/rfkill${index}`;
  const up = folder
    .split("/")
    .slice(1)
    .map(() => "..")
    .join("/");
  return {
    [`/sys/class/rfkill/rfkill${index}`]: `-> ../../..${folder}`,
    [`${folder}/type`]: type,
    [`${folder}/name`]: name,
    [`${folder}/soft`]: soft,
    [`${folder}/hard`]: hard,
    [`${folder}/device`]: `-> ${up}${device}`,
  };
}

export const phy0: FakeSwitch = { type: "wlan", name: "phy0", device: PHY };
export const hci0: FakeSwitch = { type: "bluetooth", name: "hci0", device: HCI };

/** A wireless interface that is up, with its hardware; `kind` is what the kernel calls it. */
export function networkInterface(name: string, kind: "wlan" | "wwan" | "wired", operstate = "up"): Record<string, string> {
  return {
    [`/sys/class/net/${name}/uevent`]: `${kind === "wired" ? "" : `DEVTYPE=${kind}\n`}INTERFACE=${name}`,
    [`/sys/class/net/${name}/operstate`]: operstate,
    [`/sys/class/net/${name}/device/vendor`]: "0x8086",
    [`/sys/class/net/${name}/statistics/rx_bytes`]: "1000",
    [`/sys/class/net/${name}/statistics/tx_bytes`]: "1000",
  };
}
