// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { setTimeout } from "node:timers/promises";
import { typist } from "./typist.ts";
import { startLaptop } from "./virtual-laptop.ts";

const laptop = startLaptop("energy", "history", "package");
const alice = typist(laptop, "alice");

interface Discharge {
  readonly over: boolean;
  readonly fromPercent: number;
  readonly untilPercent: number;
  readonly profiles: readonly { readonly profile: string | null }[];
  readonly pauses: readonly { readonly kind: string; readonly lostPercent: number }[];
  readonly turned: readonly {
    readonly kind: string;
    readonly profile: string;
    readonly changes: readonly { readonly title: string }[];
  }[];
}

/** The newest that is on record, as alice reads it. */
function newest(): Discharge | undefined {
  const { discharges } = JSON.parse(alice.type("history", "--json").stdout) as { readonly discharges: readonly Discharge[] };
  return discharges.at(-1);
}

async function until(what: string, condition: () => boolean, mostS: number): Promise<void> {
  const startMs = performance.now();
  while (!condition()) {
    assert.ok(performance.now() - startMs < mostS * 1000, `${what}: not within ${mostS} s`);
    await setTimeout(500);
  }
}

test("a time on battery is on record for alice: profile, changes, what sleep took, and its end", async () => {
  laptop.set("ac=off", "bat0.percent=90");
  assert.equal(alice.type("on", "flight").status, 0);
  assert.equal(alice.type("set", "brightness", "20").status, 0);
  laptop.asleep(() => laptop.set("bat0.percent=76"));
  await setTimeout(8000);
  laptop.set("ac=on");
  await until("it is written", () => newest()?.over === true, 30);
  const { fromPercent, untilPercent, profiles, pauses, turned } = newest() ?? assert.fail();
  assert.deepEqual([Math.round(fromPercent), Math.round(untilPercent)], [90, 76]);
  assert.ok(profiles.some(({ profile }) => profile === "flight"));
  assert.deepEqual(
    pauses.map(({ kind, lostPercent }) => [kind, Math.round(lostPercent)]),
    [["asleep", 14]],
  );
  assert.deepEqual(
    turned.map(({ kind, profile }) => [kind, profile]),
    [
      ["on", "flight"],
      ["hand", "flight"],
    ],
  );
  assert.ok((turned[0]?.changes.length ?? 0) > 3);
});

test("it lies where root alone may write and all may read", () => {
  const stat = laptop.sure("alice", "stat", "-c", "%U %a", "/var/lib/travelmode/history.jsonl", "/var/lib/travelmode");
  assert.equal(stat, "root 644\nroot 755\n");
});

test("alice makes a page of it", () => {
  assert.equal(alice.type("report", "--html", "/home/alice/battery.html").status, 0);
  const page = laptop.sure("alice", "cat", "/home/alice/battery.html");
  assert.match(page, /^<!DOCTYPE html>/);
});
