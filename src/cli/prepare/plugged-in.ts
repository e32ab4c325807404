// SPDX-License-Identifier: MIT
import type { Files } from "../../machine/doors.ts";
import { readFedDevices } from "../../power/fed-devices.ts";
import { pluggedDevices } from "../../power/usb-devices.ts";
import { type Check, checks } from "./check.ts";

/** What charges from this laptop, and what else hangs on it. */
export const checkPlugged = (files: Files): readonly Check[] => [...charging(files), ...others(files)];

function charging(files: Files): readonly Check[] {
  const { toDo } = checks("charging");
  return readFedDevices(files).map(({ name, port, mostW }) => {
    const most = mostW === null ? "" : `, up to ${mostW.toFixed(1)} W`;
    return toDo(`${name} (${port}${most})`, `charge ${name} from the wall, or unplug it`);
  });
}

function others(files: Files): readonly Check[] {
  const { said } = checks("plugged");
  const names = pluggedDevices(files).map(({ name, holdsFiles }) => (holdsFiles ? `${name} (eject it first)` : name));
  return names.length === 0 ? [] : [said(names.join(", "), "unplug what you do not need on the way: each of them draws power")];
}
