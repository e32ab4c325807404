// SPDX-License-Identifier: MIT
import type { Failure } from "../machine/reading.ts";
import type { Outcome } from "./report.ts";

const ERROR = "org.freedesktop.DBus.Error";

/** What a failed write or read means for the report. */
export function outcomeOf({ code }: Failure): Outcome {
  return MEANINGS[code]?.outcome ?? "failed";
}

/** "the kernel is busy with it (EBUSY at /sys/...)": the reason that follows a setting's name. */
export function sentence({ code, where, detail }: Failure): string {
  const said = MEANINGS[code]?.means ?? detail ?? "it failed";
  return `${said} (${code.replace(`${ERROR}.`, "")} at ${where})`;
}

/** Whether somebody with more rights, or another way, could do it. */
export const isRights = ({ code }: Failure): boolean => RIGHTS.has(code);

/** Whether the value was refused, so that another one may be taken. */
export const isRefusedValue = ({ code }: Failure): boolean => code === "EINVAL" || code === "EIO" || code === "EOPNOTSUPP";

interface Meaning {
  readonly outcome: Outcome;
  readonly means: string;
}

const unavailable = (means: string): Meaning => ({ outcome: "unavailable", means });
const pending = (means: string): Meaning => ({ outcome: "pending", means });
const failed = (means: string): Meaning => ({ outcome: "failed", means });

/** What logind and polkit let a person do who sits there, and nobody from afar. */
const AT_THE_SCREEN = "only root and the user at the screen may do it";

const MEANINGS: Readonly<Record<string, Meaning>> = {
  EACCES: failed("it needs root"),
  EAGAIN: unavailable("its driver is off"),
  EBUSY: unavailable("the kernel keeps it locked now"),
  EINVAL: unavailable("the driver does not take this value"),
  EIO: failed("the hardware answered with an error"),
  ENODEV: pending("the device is gone"),
  ENOENT: pending("it is not there now"),
  ENOTSUP: unavailable("the driver does not support it"),
  EOPNOTSUPP: unavailable("the driver does not support it"),
  EPERM: unavailable("firmware or kernel forbids it"),
  EROFS: failed("it is read-only here"),
  Held: pending("an application holds it"),
  [`${ERROR}.AccessDenied`]: failed("it was not permitted"),
  [`${ERROR}.Disconnected`]: pending("the system bus is gone"),
  [`${ERROR}.InteractiveAuthorizationRequired`]: failed("it needs root"),
  [`${ERROR}.NameHasNoOwner`]: pending("its service is not running"),
  [`${ERROR}.NoReply`]: failed("its service did not answer in time"),
  [`${ERROR}.NoServer`]: pending("there is no system bus"),
  [`${ERROR}.ServiceUnknown`]: pending("its service is not running"),
  [`${ERROR}.UnknownObject`]: pending("the device is gone"),
  "org.freedesktop.login1.NoSessionForPID": failed(AT_THE_SCREEN),
  "org.freedesktop.login1.NotYourDevice": failed(AT_THE_SCREEN),
  "org.freedesktop.NetworkManager.PermissionDenied": failed(AT_THE_SCREEN),
  "org.freedesktop.systemd1.NoSuchUnit": pending("it is not installed now"),
  "org.freedesktop.systemd1.TransactionIsDestructive": pending("systemd is about to do something else with it"),
  "org.freedesktop.systemd1.UnitMasked": unavailable("somebody has masked it"),
  "org.bluez.Error.Blocked": unavailable("the radio is blocked (rfkill)"),
  "org.bluez.Error.Busy": unavailable("the adapter is busy"),
};

const RIGHTS = new Set([
  "EACCES",
  `${ERROR}.AccessDenied`,
  `${ERROR}.InteractiveAuthorizationRequired`,
  "org.freedesktop.NetworkManager.PermissionDenied",
  "org.freedesktop.login1.NoSessionForPID",
  "org.freedesktop.login1.NotYourDevice",
]);
