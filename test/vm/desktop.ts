// SPDX-License-Identifier: MIT
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { until } from "./until.ts";
import type { VirtualLaptop } from "./virtual-laptop.ts";

/** What alice sees of a desktop: notifications, and their buttons. */
export interface Desktop {
  /** All that was shown and taken away so far, a line of JSON each: `id`, `title`, `text`, `actions` (label by key); or `closed`, an id. */
  told(): string;
  press(id: number, key: string): void;
  end(): void;
}

const SERVER = readFileSync(join(import.meta.dirname, "../../../test/vm/notification-server.py"), "utf8");
const NAME = "org.freedesktop.Notifications";
const HAND = [NAME, "/org/freedesktop/Notifications", "org.example.Hand"];

/** Makes alice's session a graphical one, and runs a notification server in it. */
export async function startDesktop(laptop: VirtualLaptop): Promise<Desktop> {
  laptop.sure("alice", "sh", "-c", 'python3 -c "$0" ~/told >~/server 2>&1 & echo $! >~/server.pid', SERVER);
  await until("the server is ready", () => laptop.run("alice", "grep", "-q", "ready", "/home/alice/server").status === 0, 20);
  return {
    told: () => laptop.run("alice", "cat", "/home/alice/told").stdout,
    press: (id, key) => void laptop.sure("alice", "busctl", "--user", "call", ...HAND, "Press", "us", String(id), key),
    end: () => void laptop.sure("alice", "sh", "-c", "kill $(cat ~/server.pid)"),
  };
}
