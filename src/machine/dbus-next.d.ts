// SPDX-License-Identifier: MIT

/** The part of dbus-next's reader that system-bus needs and its own types leave out. */
declare module "dbus-next/lib/dbus-buffer.js" {
  interface DBusBuffer {
    readInt32(): number;
    readSimpleType(type: string): unknown;
  }
  const reader: { readonly prototype: DBusBuffer };
  export default reader;
}
