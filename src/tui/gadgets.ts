// SPDX-License-Identifier: MIT

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

/** A phone or another device that charges from here. */
export interface FedDevice {
  /** "iPhone", "Pixel 8"; the port where it has no name. */
  readonly name: string;
  readonly port: string;
  /** The most it may draw; null where that is not known. */
  readonly mostW: number | null;
}
