// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { kernelFiles } from "../../../src/machine/files.ts";
import { packageLocks } from "../../../src/processes/package-locks.ts";
import { temporaryFolder, tree } from "../../fakes/tree.ts";
import { APP, factsIn } from "./program-rig.ts";

const MOUNTS =
  "94 31 0:52 / /run/user/1000/gvfs rw,nosuid - fuse.gvfsd-fuse gvfsd-fuse rw,user_id=1000\n" +
  "95 31 0:61 / /home/alice/My\\040cloud rw,nosuid shared:7 - fuse rclone rw\n" +
  "96 31 8:1 / / rw - ext4 /dev/sda1 rw\n97 31 0:22 / /sys/fs/fuse/connections rw - fusectl fusectl rw";

const served = async (...[t, files]: readonly [Parameters<typeof factsIn>[0], Readonly<Record<string, string>>]) =>
  (await factsIn(t, { files: { "/proc/self/mountinfo": MOUNTS, ...files } })).servesFileSystems;

test("a server of a file system is known by /dev/fuse, with its mount point where the kernel tells which", async (t) => {
  const fuse = { "/proc/50/fd/9": "-> /dev/fuse" };
  assert.deepEqual(await served(t, { ...fuse, "/proc/50/fdinfo/9": "pos:\t0\nfuse_connection:\t61" }), ["/home/alice/My cloud"]);
  assert.deepEqual(await served(t, { ...fuse, "/proc/50/fdinfo/9": "pos:\t0" }), ["/run/user/1000/gvfs", "/home/alice/My cloud"]);
  assert.deepEqual(await served(t, { ...fuse, "/proc/self/mountinfo": "" }), ["/dev/fuse"]);
  assert.deepEqual(await served(t, { "/proc/50/fd/9": "-> /dev/null" }), []);
});

test("whoever serves a disk, or says which files may be opened, serves as well; who only listens does not", async (t) => {
  assert.deepEqual(await served(t, { "/proc/50/fd/9": "-> /dev/nbd0" }), ["/dev/nbd0"]);
  const listener = { "/proc/50/fd/9": "-> anon_inode:[fanotify]" };
  assert.deepEqual(await served(t, { ...listener, "/proc/50/fdinfo/9": "fanotify flags:20 event-flags:8000" }), []);
  assert.deepEqual(await served(t, { ...listener, "/proc/50/fdinfo/9": "fanotify flags:4 event-flags:8000" }), [
    "the opening of files (fanotify)",
  ]);
});

const LOCK = "/var/lib/dpkg/lock";

test("a package lock is its holder's, and that of whoever has inherited the open file", async (t) => {
  const it = tree(t, { [LOCK]: "" });
  const stat = it.files.stat(LOCK);
  const inode = stat.kind === "value" ? stat.value.inode : 0;
  it.put("/proc/locks", `1: POSIX  ADVISORY  WRITE 50 fe:00:${inode} 0 EOF`);
  assert.deepEqual(packageLocks(it.files), [{ path: LOCK, pid: 50 }]);
  it.put("/proc/locks", `1: OFDLCK ADVISORY  WRITE -1 fe:00:${inode} 0 EOF`);
  assert.deepEqual(packageLocks(it.files), [{ path: LOCK, pid: null }]);
});

test("pacman's mark is a lock of whoever has it open", async (t) => {
  const mark = { "/var/lib/pacman/db.lck": "" };
  assert.deepEqual((await factsIn(t, { files: mark })).holdsLocks, []);
  const opened = { ...mark, "/proc/50/fd/4": "-> /var/lib/pacman/db.lck" };
  assert.deepEqual((await factsIn(t, { files: opened })).holdsLocks, ["/var/lib/pacman/db.lck"]);
});

const SOCKETS =
  "u_str ESTAB 0 0 /run/user/1000/wayland-0 801 * 800\n" +
  "u_str LISTEN 0 0 /run/user/1000/wayland-0 700 * 0\n" +
  "u_str ESTAB 0 0 @/tmp/.X11-unix/X0 901 * 900\n" +
  "u_str ESTAB 0 0 /run/user/1000/my bus 951 * 950\n";

test("a client of a display is known by its socket's other end", async (t) => {
  const display = async (target: string) =>
    (await factsIn(t, { files: { "/proc/50/fd/3": `-> ${target}` }, commands: { "ss -xnH": { stdout: SOCKETS } } })).display;
  assert.deepEqual(
    await Promise.all(["socket:[800]", "socket:[900]", "socket:[950]", "socket:[700]", "pipe:[800]"].map(display)),
    [...["wayland", "x11", "none", "none", "none"]],
  );
});

test("without ss, only what was told of no display is known to have no window", async (t) => {
  const display = async (environment: string) =>
    (await factsIn(t, { files: { "/proc/50/environ": environment }, commands: { "ss -xnH": { status: 127 } } })).display;
  assert.equal(await display("HOME=/home/alice\0LANG=C\0"), "none");
  assert.equal(await display("HOME=/home/alice\0WAYLAND_DISPLAY=wayland-0\0"), null);
  assert.equal(await display("DISPLAY=:0\0"), null);
});

test("what a link says is read, whether or not it leads anywhere", (t) => {
  const it = tree(t, { "/proc/50/fd/3": "-> socket:[800]", "/proc/50/fd/4": "plain" });
  assert.deepEqual(it.files.link("/proc/50/fd/3"), { kind: "value", value: "socket:[800]" });
  assert.equal(it.files.link("/proc/50/fd/9").kind, "absent");
  assert.equal(kernelFiles(temporaryFolder(t)).link("/nowhere").kind, "absent");
});

test("a camera that is open records", async (t) => {
  const files = { "/proc/50/fd/3": "-> /dev/video0" };
  assert.equal((await factsIn(t, { files })).hasRunningStream, true);
});

const status = (state: string) => `state: ${state}\nowner_pid   : 51\ntrigger_time: 1.2`;

test("a sound device at work is its process's, whose thread the kernel names", async (t) => {
  const plays = async (state: string, process: string) =>
    (
      await factsIn(t, {
        files: {
          "/proc/asound/card0/pcm0p/sub0/status": status(state),
          "/proc/asound/card0/pcm0c/sub0/status": "closed",
          "/proc/51/status": `Name:\tsome\nTgid:\t${process}`,
        },
      })
    ).hasRunningStream;
  assert.deepEqual(
    [await plays("RUNNING", "50"), await plays("RUNNING", "49"), await plays("PAUSED", "50")],
    [true, false, false],
  );
  assert.equal((await factsIn(t, { running: [{ pid: 50, cgroup: APP }] })).hasRunningStream, false);
});
