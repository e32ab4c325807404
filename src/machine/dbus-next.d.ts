// SPDX-License-Identifier: MIT

/** The part of dbus-next's reader that bus-client needs and its own types leave out. */
declare module "dbus-next/lib/dbus-buffer.js" {
  interface DBusBuffer {
    /** The whole message. */
    readonly buffer: Uint8Array;
    read(signature: string): unknown[];
    readInt32(): number;
    readSimpleType(type: string): unknown;
  }
  const reader: { readonly prototype: DBusBuffer };
  export default reader;
}
