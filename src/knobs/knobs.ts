// SPDX-License-Identifier: MIT
import { appFreeze } from "./app-freeze.ts";
import { appSlow } from "./app-slow.ts";
import { batteryChargeLimit } from "./battery-charge-limit.ts";
import { cpuBoost } from "./cpu-boost.ts";
import { cpuEpp } from "./cpu-epp.ts";
import { cpuGovernor } from "./cpu-governor.ts";
import { cpuLimit } from "./cpu-limit.ts";
import { kernelNmiWatchdog } from "./kernel-nmi-watchdog.ts";
import { kernelWriteback } from "./kernel-writeback.ts";
import { keyboardLight } from "./keyboard-light.ts";
import type { Knob } from "./knob.ts";
import { platformProfile } from "./platform-profile.ts";
import { radioBluetooth } from "./radio-bluetooth.ts";
import { radioWifi } from "./radio-wifi.ts";
import { radioWwan } from "./radio-wwan.ts";
import { screenBrightness } from "./screen-brightness.ts";
import { serviceHold } from "./service-hold.ts";

/** Every knob, in the order in which they are turned and shown. */
export const KNOBS: readonly Knob[] = [
  platformProfile,
  cpuGovernor,
  cpuEpp,
  cpuLimit,
  cpuBoost,
  kernelNmiWatchdog,
  kernelWriteback,
  screenBrightness,
  keyboardLight,
  batteryChargeLimit,
  serviceHold,
  appSlow,
  appFreeze,
  radioBluetooth,
  radioWwan,
  radioWifi,
];
