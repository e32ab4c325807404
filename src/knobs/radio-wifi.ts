// SPDX-License-Identifier: MIT
import type { Knob } from "./knob.ts";
import { findNetworkRadio, type NetworkRadio } from "./network-radio.ts";
import { ENTER, RESTORE } from "./ranks.ts";

const WIFI: NetworkRadio = {
  knob: "radio.wifi",
  type: "wlan",
  property: "WirelessEnabled",
  hardwareProperty: "WirelessHardwareEnabled",
  nmcliName: "wifi",
  deviceType: 2,
  connectionTypes: ["802-11-wireless"],
  enterRank: ENTER.wifi,
  restoreRank: RESTORE.wifi,
  missing: "no Wi-Fi radio here",
  wayBack: "Wi-Fi is off. Back with: travelmode wifi on",
};

/** Wi-Fi on or off, through NetworkManager where it runs. */
export const radioWifi: Knob = {
  id: WIFI.knob,
  title: "Wi-Fi",
  shortNames: ["wifi"],
  about:
    "An idle Wi-Fi card takes two to five tenths of a watt, more while it searches for networks, as it does in the air; " +
    "with the network also goes the work that programs do only because they are online. Off is not applied while an SSH or " +
    "mosh session comes in over it, and is asked about while an ssh of your own, a network drive, a hotspot, a call or " +
    "steady traffic goes over it. The connections and VPNs that were active come back with it. NetworkManager and systemd " +
    "remember the switch over a reboot, and so does travelmode's journal.",
  grammar: { words: ["on", "off"] },
  risk: "safe",
  minor: false,
  // NetworkManager's switch moves the kernel's, which are settings of this same knob.
  alsoMoves: [WIFI.knob],
  find: (machine) => findNetworkRadio(machine, WIFI),
};
