// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { typist } from "./typist.ts";
import { until } from "./until.ts";
import { startLaptop } from "./virtual-laptop.ts";

const laptop = startLaptop("energy", "never");
const [alice, root] = [typist(laptop, "alice"), typist(laptop, "root")];

/** The end of a shell's line that becomes a program of that name. */
const sleeper = (name: string): string => `cp /usr/bin/sleep /tmp/${name}; exec /tmp/${name} 1000`;
const python = (name: string, program: string): string => `cp /usr/bin/python3 /tmp/${name}; exec /tmp/${name} -c '${program}'`;

const LOCK = 'import fcntl,time; f=open("/var/lib/dpkg/lock","w"); fcntl.lockf(f,fcntl.LOCK_EX); time.sleep(1000)';
const FUSE = 'import os,time; os.open("/dev/fuse",os.O_RDWR); time.sleep(1000)';
const WALLET = `import dbus.service, dbus.mainloop.glib
from gi.repository import GLib
dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
class Wallet(dbus.service.Object):
    @dbus.service.method("org.example.Wallet", out_signature="s")
    def Open(self): return "opened"
name = dbus.service.BusName("org.example.Wallet", dbus.SessionBus())
Wallet(dbus.SessionBus(), "/")
GLib.MainLoop().run()`;

type Programs = Readonly<Record<string, readonly [script: string, reason: RegExp]>>;

/** Alice's programs, each a service of her systemd, with what is to be said of it. */
const HERS: Programs = {
  borg: [sleeper("borg"), /a backup/u],
  swaylock: [sleeper("swaylock"), /a screen locker/u],
  ssh: [sleeper("ssh"), /a session from or to afar/u],
  shell: ["sleep 1000; true", /a shell/u],
  cloud: [python("cloud", FUSE), /would hang: it serves/u],
};

/** These may be slowed, and not frozen. */
const HERS_ASKED: Programs = {
  wallet: [`exec python3 -c '${WALLET}'`, /others call it on the bus and would wait: org\.example\.Wallet/u],
  job: [`exec script --quiet --command "sleep 1000" /dev/null`, /in the foreground of a terminal/u],
};

const ROOTS: Programs = {
  installer: [python("installer", LOCK), /it holds a lock: \/var\/lib\/dpkg\/lock/u],
  dpkg: [sleeper("dpkg"), /a package manager/u],
};

const begin = (user: "alice" | "root", name: string, script: string): string =>
  laptop.sure(user, "systemd-run", ...(user === "alice" ? ["--user"] : []), "--quiet", `--unit=${name}`, "sh", "-c", script);

for (const [name, [script]] of Object.entries({ ...HERS, ...HERS_ASKED })) begin("alice", name, script);
for (const [name, [script]] of Object.entries(ROOTS)) begin("root", name, script);

/** A profile that names them all. */
function write(
  user: "alice" | "root",
  folder: string,
  { slow, freeze }: { readonly slow: Programs; readonly freeze: Programs },
): void {
  const text = `[app]\nslow = ${JSON.stringify(Object.keys(slow))}\nfreeze = ${JSON.stringify(Object.keys(freeze))}\n`;
  laptop.sure(user, "sh", "-c", `mkdir -p ${folder} && printf '%s' "$1" >${folder}/hostile.toml`, "sh", text);
}

/** What holding would change: freezers, weights, quotas, stopped processes. */
const SHOWN = `for unit in "$@"; do find /sys/fs/cgroup -name "$unit.service" -type d | while read -r group; do
  for file in cgroup.freeze cpu.weight cpu.max; do [ ! -e "$group/$file" ] || echo "$unit $file $(cat "$group/$file")"; done
  for pid in $(cat "$group/cgroup.procs"); do echo "$unit $pid $(cut -d ' ' -f 3 "/proc/$pid/stat")"; done
done; done`;

const all = Object.keys({ ...HERS, ...HERS_ASKED, ...ROOTS });
const shown = (): string => laptop.sure("root", "sh", "-c", SHOWN, "sh", ...all);

/** Each has its line, with its reason. */
function assertRefused(said: string, title: string, programs: Programs): void {
  for (const [name, [, reason]] of Object.entries(programs)) {
    const line = said.split("\n").find((one) => one.includes(title) && one.split(/ +/u).includes(name));
    assert.match(line ?? `${title}: nothing of ${name} in\n${said}`, reason);
  }
}

test("alice names what must never be held: nothing of it is touched, and each refusal has its reason", () => {
  write("alice", "/home/alice/.config/travelmode/profiles", { slow: HERS, freeze: { ...HERS, ...HERS_ASKED } });
  const before = shown();
  assert.equal(before.match(/ cgroup\.freeze 0$/gmu)?.length, all.length, before);
  const { stdout, stderr } = alice.type("on", "hostile");
  assert.equal(shown(), before, stdout + stderr);
  assertRefused(stdout, "Slowed programs", HERS);
  assertRefused(stdout, "Frozen programs", { ...HERS, ...HERS_ASKED });
  const called = laptop.sure("alice", "busctl", "--user", "call", "org.example.Wallet", "/", "org.example.Wallet", "Open");
  assert.match(called, /opened/u);
  assert.equal(alice.type("off").status, 0);
});

test("root is refused what holds a package lock, a package manager, and what travelmode was started from", () => {
  const vagent: Programs = { vagent: ["", /travelmode itself was started from it/u] };
  write("root", "/etc/travelmode/profiles", { slow: { ...ROOTS, ...vagent }, freeze: ROOTS });
  const before = shown();
  const { stdout, stderr } = root.type("on", "hostile");
  assert.equal(shown(), before, stdout + stderr);
  assertRefused(stdout, "Slowed programs", { ...ROOTS, ...vagent });
  root.type("off");
});

test("root's keeper freezes none of them, nor alice's", async () => {
  write("root", "/etc/travelmode/profiles", { slow: ROOTS, freeze: { ...ROOTS, ...HERS, ...HERS_ASKED } });
  const before = shown();
  laptop.sure("root", "systemd-run", "--quiet", "--unit=watching", "travelmode", "on", "hostile", "--foreground");
  const said = (): string => laptop.run("root", "journalctl", "-b", "-u", "watching", "--no-pager", "-o", "cat").stdout;
  await until("it has told", () => /Frozen programs +job/u.test(said()), 90, said);
  assert.equal(shown(), before, said());
  assertRefused(said(), "Frozen programs", { ...ROOTS, ...HERS, ...HERS_ASKED });
  laptop.sure("root", "systemctl", "stop", "watching");
});
