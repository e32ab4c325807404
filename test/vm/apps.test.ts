// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { afterEach } from "node:test";
import { typist } from "./typist.ts";
import { startLaptop } from "./virtual-laptop.ts";

const laptop = startLaptop("energy", "apps", "package");
const alice = typist(laptop, "alice");
const shell = (script: string): string => laptop.sure("root", "bash", "-c", script);

const PROFILE = String.raw`[app]\nslow = ["camera-archive"]\nfreeze = ["fold", "fold-proteins", "camera-archive", "systemd-logind"]\n[service]\nhold = ["indexers"]\n`;
shell(`mkdir -p /etc/travelmode/profiles; printf '${PROFILE}' > /etc/travelmode/profiles/apps.toml
  cp "$(command -v python3)" /usr/local/bin/fold-proteins
  systemd-run --quiet --unit=camera-archive fold-proteins -c 'import time
while True: time.sleep(0.01)'`);
laptop.sure(
  "alice",
  "systemd-run",
  "--user",
  "--quiet",
  "--unit=fold",
  "fold-proteins",
  "-c",
  "import time\nwhile True: time.sleep(0.01)",
);
laptop.sure(
  "alice",
  "bash",
  "-c",
  "setsid fold-proteins -c 'import time\nwhile True: time.sleep(0.01)' >/dev/null 2>&1 </dev/null &",
);

/** Freezers that are closed, processes that are stopped, and the service's share of the CPU. */
const held = (): string =>
  shell(`for file in $(find /sys/fs/cgroup -name cgroup.freeze); do [ "$(cat $file)" = 0 ] || echo frozen $file; done
    ps -eo stat=,comm= | grep '^T' | sort; systemctl show camera-archive -p CPUWeight -p CPUQuotaPerSecUSec`);
const start = held();

afterEach(() => {
  const off = alice.type("off");
  assert.equal(held(), start, off.stdout + off.stderr);
});

test("on slows and freezes what was named, refuses what others rest on, and off brings all back", () => {
  const on = alice.type("on", "apps");
  const now = held();
  assert.match(now, /frozen .*camera-archive\.service/, on.stdout + on.stderr);
  assert.match(now, /frozen .*fold\.service/);
  assert.match(now, /^T.* fold-proteins/m);
  assert.match(now, /CPUWeight=20/);
  assert.doesNotMatch(now, /logind/);
  assert.match(on.stdout, /part of the system's own start/);
});

test("the keeper killed at any moment, and off: nothing is frozen", () => {
  for (const afterS of ["0.2", "0.6", "1.2", "2.5"]) {
    shell(`(sleep ${afterS}; systemctl kill --signal=KILL travelmode.service) & true`);
    alice.type("on", "apps");
    shell("sleep 2; systemctl is-active travelmode.service >/dev/null || systemctl start travelmode.service || true");
    alice.type("off");
    assert.equal(held(), start, `killed after ${afterS} s`);
  }
});

test("a sleep finds nothing frozen, and freezes again what was", () => {
  alice.type("on", "apps");
  laptop.asleep();
  const log = shell("journalctl -b -u travelmode -u systemd-suspend -n 20 --no-pager -o cat");
  shell(
    'for turn in $(seq 100); do [ "$(cat /sys/fs/cgroup/system.slice/camera-archive.service/cgroup.freeze)" = 1 ] && exit; sleep 0.2; done',
  );
  assert.match(held(), /frozen .*camera-archive\.service/, log);
});

test("thaw lets one go on by its name", () => {
  alice.type("on", "apps");
  assert.match(alice.type("thaw").stdout, /camera-archive: frozen/);
  assert.equal(alice.type("thaw", "camera-archive").status, 0);
  assert.doesNotMatch(held(), /frozen .*camera-archive\.service/);
});
