// SPDX-License-Identifier: MIT
import type { FedDevice } from "../power/fed-devices.ts";

/** What is in or at this laptop besides batteries and chargers, which the power snapshot knows. */
export interface Gadgets {
  readonly radios: readonly Radio[];
  readonly lights: readonly Light[];
  /** What is fed from this laptop's own battery. */
  readonly fed: readonly FedDevice[];
}

export interface Radio {
  /** "Wi-Fi", "Bluetooth", "Mobile data" */
  readonly title: string;
  /** The kernel's name: "phy0", "hci0". */
  readonly name: string;
  /** `hard`: by a switch on the case. */
  readonly blocked: "no" | "soft" | "hard" | "unknown";
}

export interface Light {
  /** "eDP-1", "acpi_video0", "tpacpi::kbd_backlight" */
  readonly name: string;
  readonly kind: "screen" | "keyboard";
  readonly percent: number;
}
