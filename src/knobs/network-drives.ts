// SPDX-License-Identifier: MIT
import type { Files } from "../machine/doors.ts";
import { valueOr } from "../machine/reading.ts";
import type { RadioLinks } from "./radio-links.ts";

/** File systems whose server is another machine; their users hang, or lose what they have not written, without it. */
const NETWORK_FILE_SYSTEMS: ReadonlySet<string> = new Set([
  "nfs",
  "nfs4",
  "cifs",
  "smb3",
  "ceph",
  "afs",
  "fuse.sshfs",
  "fuse.rclone",
  "fuse.davfs",
  "fuse.glusterfs",
]);

/** The mounted network drives that may be reached over the radio: "network drive /mnt/nas". */
export function networkDrives(files: Files, links: RadioLinks): readonly string[] {
  const mounts = valueOr(files.read("/proc/self/mounts"), "").split("\n");
  return mounts.flatMap((line) => {
    const [, folder = "", type = "", options = ""] = line.split(" ");
    if (!NETWORK_FILE_SYSTEMS.has(type)) return [];
    const server = /(?:^|,)addr=([^,]+)/.exec(options)?.[1];
    return links.carriesTo(server ?? "") ? [`network drive ${readable(folder)}`] : [];
  });
}

/** The kernel writes spaces and the like in octal: "/mnt/my\040files". */
const readable = (folder: string): string =>
  folder.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
