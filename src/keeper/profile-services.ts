// SPDX-License-Identifier: MIT
import type { BusObject } from "../machine/bus-values.ts";

/** The power-profiles service under its newer and its older name; whoever offers it (power-profiles-daemon, tuned-ppd ...) has both. */
export const PROFILE_SERVICES: readonly BusObject[] = [
  {
    service: "org.freedesktop.UPower.PowerProfiles",
    path: "/org/freedesktop/UPower/PowerProfiles",
    interface: "org.freedesktop.UPower.PowerProfiles",
  },
  { service: "net.hadess.PowerProfiles", path: "/net/hadess/PowerProfiles", interface: "net.hadess.PowerProfiles" },
];
