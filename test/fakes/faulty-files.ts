// SPDX-License-Identifier: MIT
import type { Files } from "../../src/machine/doors.ts";
import { absent, failure } from "../../src/machine/reading.ts";

/** What goes wrong, by path: an errno name ("EBUSY"), "vanishes", or the text that a write leaves there instead. */
export interface Faults {
  readonly read?: Readonly<Record<string, string>>;
  readonly write?: Readonly<Record<string, string | { readonly becomes: string } | "ignored">>;
}

/** The same files with some that fail as kernels do. */
export function faultyFiles(files: Files, faults: Faults): Files {
  const reading =
    (read: Files["read"]): Files["read"] =>
    (path) => {
      const fault = faults.read?.[path];
      if (fault === undefined) return read(path);
      return fault === "vanishes" ? absent : failure(path, fault);
    };
  return {
    ...files,
    read: reading(files.read),
    readEnd: reading(files.readEnd),
    writable: (path) => faults.write?.[path] !== "EACCES" && files.writable(path),
    write: (path, text) => {
      const fault = faults.write?.[path];
      if (fault === undefined) return files.write(path, text);
      if (fault === "ignored") return { kind: "done" };
      return typeof fault === "object" ? files.write(path, fault.becomes) : failure(path, fault);
    },
  };
}
