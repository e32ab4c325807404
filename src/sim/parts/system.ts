// SPDX-License-Identifier: MIT
import type { Part } from "../model.ts";
import { assembled, device } from "./part.ts";
import { programFiles } from "./programs.ts";

/** What every Linux shows: who made the machine, and the small switches of /proc/sys. */
export function system(maker: string, product: string): Part {
  return assembled(
    device("/sys/devices/virtual/dmi/id", { sys_vendor: maker, product_name: product, chassis_type: "10" }, "/sys/class/dmi/id"),
    device("/proc/sys/vm", {
      dirty_writeback_centisecs: { text: "500", manner: "number" },
      dirty_expire_centisecs: { text: "3000", manner: "number" },
    }),
    device("/proc/net", { tcp: SOCKETS, tcp6: SOCKETS, udp: SOCKETS, udp6: SOCKETS, unix: UNIX_SOCKETS }),
    device("/run/user/1000", { bus: "" }),
    device("/proc/self", { mounts: "/dev/nvme0n1p2 / ext4 rw,relatime 0 0" }),
    { fixed: {}, live: {}, links: { "/proc/mounts": "/proc/self/mounts" } },
    programFiles(),
    device("/sys/power", { mem_sleep: "[s2idle] deep", state: "freeze mem" }),
  );
}

const SOCKETS = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode";
const UNIX_SOCKETS =
  "Num       RefCount Protocol Flags    Type St Inode Path\n" +
  "000000001307c106: 00000002 00000000 00010000 0001 01 15062 /run/user/1000/bus";

/** The hard-lockup watchdog of machines with a performance counter. */
export const nmiWatchdog = (): Part => device("/proc/sys/kernel", { nmi_watchdog: { text: "1", manner: "on-off" } });

export const PROFILE_FILE = "/sys/firmware/acpi/platform_profile";
const PROFILE_CLASS = "/sys/devices/platform/platform-profile-0";
export const PROFILE_CLASS_FILE = `${PROFILE_CLASS}/profile`;

/** Firmware's platform profile: the file of all kernels and, with `class`, that of 6.14 and later. */
export function platformProfile(choices: string, now: string, withClass: boolean): Part {
  const live = { text: now, manner: "platform-profile", kept: true } as const;
  const legacy = device("/sys/firmware/acpi", { platform_profile_choices: choices, platform_profile: live });
  if (!withClass) return legacy;
  const handler = { name: "firmware", choices, profile: live };
  return assembled(legacy, device(PROFILE_CLASS, handler, "/sys/class/platform-profile/platform-profile-0"));
}

/** The links of /sys/class/power_supply. */
export const powerSupplies = (supplies: readonly { readonly name: string; readonly folder: string }[]): Part => ({
  fixed: {},
  live: {},
  links: Object.fromEntries(supplies.map(({ name, folder }) => [`/sys/class/power_supply/${name}`, folder])),
});
