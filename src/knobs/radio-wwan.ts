// SPDX-License-Identifier: MIT
import type { Knob } from "./knob.ts";
import { findNetworkRadio, type NetworkRadio } from "./network-radio.ts";
import { ENTER, RESTORE } from "./ranks.ts";

const WWAN: NetworkRadio = {
  knob: "radio.wwan",
  type: "wwan",
  property: "WwanEnabled",
  hardwareProperty: "WwanHardwareEnabled",
  nmcliName: "wwan",
  deviceType: 8,
  connectionTypes: ["gsm", "cdma"],
  enterRank: ENTER.wwan,
  restoreRank: RESTORE.wwan,
  missing: "no mobile data radio here",
  wayBack: "Mobile data is off. Back with: travelmode set mobile on",
};

/** The built-in mobile modem on or off, through NetworkManager where it runs. */
export const radioWwan: Knob = {
  id: WWAN.knob,
  title: "Mobile data",
  shortNames: ["mobile", "wwan"],
  about:
    "A mobile modem takes from half a watt to several: most where the signal is weak, as in a fast train or in the air. Off " +
    "is not applied while an SSH or mosh session comes in over it, and is asked about while something else goes over it. " +
    "The connections and VPNs that were active come back with it; where the SIM will want its PIN again, that is said " +
    "before. NetworkManager and systemd remember the switch over a reboot, and so does travelmode's journal.",
  grammar: { words: ["on", "off"] },
  risk: "safe",
  minor: false,
  // NetworkManager's switch moves the kernel's, which are settings of this same knob.
  alsoMoves: [WWAN.knob],
  find: (machine) => findNetworkRadio(machine, WWAN),
};
