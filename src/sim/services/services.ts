// SPDX-License-Identifier: MIT
import type { ServiceName } from "../model.ts";
import type { Service } from "../service.ts";
import { bluez } from "./bluez.ts";
import { logind } from "./logind.ts";
import { modemManager } from "./modem-manager.ts";
import { networkManager } from "./network-manager.ts";
import { powerProfiles } from "./power-profiles.ts";
import { systemd, userSystemd } from "./systemd.ts";

/** Every program that can be on the simulated bus. */
export const SERVICES: Readonly<Record<ServiceName, Service>> = {
  NetworkManager: networkManager,
  bluez,
  logind,
  "power-profiles-daemon": powerProfiles,
  ModemManager: modemManager,
  systemd,
  "systemd-user": userSystemd,
};
