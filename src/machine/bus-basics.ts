// SPDX-License-Identifier: MIT
import { type BasicCode, parseSignature } from "./bus-signature.ts";
import type { BusCall } from "./doors.ts";
import type { SignalMatch } from "./live-doors.ts";

/** Whether a value can be sent as a basic type. Whole numbers of 64 bits may be bigint or number. */
export const fitsBasic = (code: BasicCode, it: unknown): boolean => FITS[code](it);

/** Throws `TypeError` for names with which the daemon would end the connection; dbus-next checks only some of them. */
export function checkAddressee(call: BusCall): void {
  checkNames([call.service, BUS_NAME], [call.path, OBJECT_PATH], [call.interface, INTERFACE_NAME], [call.member, MEMBER_NAME]);
}

/** Throws `TypeError` for names that would make another match rule of it. */
export function checkMatch({ sender, path = "/", interface: iface, member }: SignalMatch): void {
  checkNames([sender, BUS_NAME], [path, OBJECT_PATH], [iface, INTERFACE_NAME], [member, MEMBER_NAME]);
}

function checkNames(...names: readonly (readonly [string, RegExp])[]): void {
  const wrong = names.find(([name, form]) => !form.test(name));
  if (wrong !== undefined) throw new TypeError(`"${wrong[0]}" is not a name that D-Bus knows.`);
}

/** As the D-Bus specification has them, up to 255 characters; paths may be longer. */
const BUS_NAME = /^(?=.{1,255}$)(?::[\w-]+(?:\.[\w-]+)+|[A-Za-z_-][\w-]*(?:\.[A-Za-z_-][\w-]*)+)$/;
const INTERFACE_NAME = /^(?=.{1,255}$)[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+$/;
const MEMBER_NAME = /^(?=.{1,255}$)[A-Za-z_]\w*$/;
const OBJECT_PATH = /^(?:\/|(?:\/\w+)+)$/;

const isObjectPath = (text: string): boolean => OBJECT_PATH.test(text);

const isText = (it: unknown): it is string => typeof it === "string" && !it.includes("\0");

const integer =
  (least: number, most: number) =>
  (it: unknown): boolean =>
    typeof it === "number" && Number.isInteger(it) && it >= least && it <= most;

function long(least: bigint, most: bigint): (it: unknown) => boolean {
  return (it) => {
    if (typeof it !== "bigint" && !(typeof it === "number" && Number.isSafeInteger(it))) return false;
    const whole = BigInt(it);
    return whole >= least && whole <= most;
  };
}

function isSignature(text: string): boolean {
  try {
    parseSignature(text);
    return true;
  } catch {
    return false;
  }
}

/** The ranges of the D-Bus specification; only "x" ends one early, because dbus-next refuses its lowest number. */
const FITS: Readonly<Record<BasicCode, (it: unknown) => boolean>> = {
  y: integer(0, 0xff),
  b: (it) => typeof it === "boolean",
  n: integer(-0x8000, 0x7fff),
  q: integer(0, 0xffff),
  i: integer(-0x80000000, 0x7fffffff),
  u: integer(0, 0xffffffff),
  x: long(1n - 2n ** 63n, 2n ** 63n - 1n),
  t: long(0n, 2n ** 64n - 1n),
  d: Number.isFinite,
  s: isText,
  o: (it) => isText(it) && isObjectPath(it),
  g: (it) => isText(it) && isSignature(it),
};
