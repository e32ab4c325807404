// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { typist } from "./typist.ts";
import { startLaptop } from "./virtual-laptop.ts";

interface Document {
  readonly source: string | null;
  readonly unmeasured: string | null;
  readonly totalW: number | null;
  readonly baseW: number | null;
  readonly consumers: readonly Consumer[];
  readonly forgotten: readonly { readonly kind: string; readonly name: string }[];
}

interface Consumer {
  readonly name: string;
  readonly powerW: number | null;
  readonly cpuPercent: number;
}

const laptop = startLaptop("energy", "top");
const [alice, root] = [typist(laptop, "alice"), typist(laptop, "root")];

/** Has alice's systemd run something, as desktops do. */
const start = (unit: string, ...argv: readonly string[]): string =>
  laptop.sure("alice", "systemd-run", "--user", "--collect", `--unit=${unit}`, ...argv);

laptop.sure("alice", "cp", "/usr/bin/sleep", "/tmp/syncthing");
start("syncthing", "/tmp/syncthing", "1000");
start("churner", "sh", "-c", "while :; do :; done");

const documentOf = (stdout: string): Document => JSON.parse(stdout);

const sumW = ({ baseW, consumers }: Document): number =>
  consumers.reduce((sum, { powerW }) => sum + (powerW ?? Number.NaN), baseW ?? Number.NaN);

test("on battery the watts of all programs and the base are what the gauge measured, for alice and for root", () => {
  laptop.set("ac=off");
  for (const { type } of [alice, root]) {
    const told = documentOf(type("top", "--json").stdout);
    assert.equal(told.source, "battery");
    assert.ok(Math.abs(sumW(told) / (told.totalW ?? Number.NaN) - 1) < 0.01, JSON.stringify(told));
    const [hungriest] = told.consumers;
    assert.equal(hungriest?.name, "churner");
    assert.ok(hungriest.cpuPercent > 50, JSON.stringify(told.consumers));
    assert.deepEqual(
      told.forgotten.map(({ kind, name }) => [kind, name]),
      [["sync", "syncthing"]],
    );
  }
});

test("on a charger root is told what the processor's own counter measured, and alice why there are no watts", () => {
  laptop.set("ac=on");
  laptop.sure("root", "modprobe", "vl_rapl");
  const [hers, roots] = [alice, root].map(({ type }) => documentOf(type("top", "--json").stdout));
  assert.deepEqual([hers?.source, hers?.unmeasured], [null, "on-charger"]);
  assert.equal(roots?.source, "rapl");
  assert.ok(roots !== undefined && Math.abs(sumW(roots) / (roots.totalW ?? Number.NaN) - 1) < 0.01, JSON.stringify(roots));
});

test("on names what runs on and had better not", () => {
  const { stdout } = alice.type("on");
  assert.match(stdout, /\nHave you forgotten these\?\n(.*\n)* +syncthing .*pause it/u);
  alice.type("off");
});
