// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import type { CpuUse, OneCpu } from "../../../src/tui/cpu-use.ts";
import { cpuReading } from "../../../src/tui/cpu-words.ts";
import { cpuTab } from "../../../src/tui/tabs/cpu.ts";
import { AREAS, bodyIn, HOSTILE, LARGE, LETTERED, SMALL, stateWith } from "../areas.ts";

interface Sleepy {
  readonly names?: readonly string[];
  readonly shares?: readonly (number | null)[];
  readonly busyPercent?: number | null;
  readonly wakeupsPerS?: number | null;
  readonly disabled?: readonly string[];
  readonly count?: number;
  readonly more?: (cpu: number) => Partial<OneCpu>;
}

const SKYLAKE = ["POLL", "C1", "C1E", "C3", "C6", "C7s", "C8", "C9", "C10"];

/** CPUs that all do the same, but for `more`. */
function use({
  names = SKYLAKE,
  shares,
  busyPercent = 4,
  wakeupsPerS = 100,
  disabled = [],
  count = 4,
  more = () => ({}),
}: Sleepy): CpuUse {
  return {
    overMs: 2000,
    ...{ idleDriver: "intel_idle", frequencyDriver: "intel_pstate" },
    states: names.map((name) => ({ name, about: "MWAIT", disabled: disabled.includes(name) })),
    cpus: Array.from({ length: count }, (_, number) => ({
      ...{ number, online: true, shares: shares ?? names.map(() => 96 / names.length), wakeupsPerS, busyPercent },
      ...{ frequencyKhz: 800_000, limitKhz: 4_500_000, governor: "powersave", preference: "balance_power" },
      ...more(number),
    })),
  };
}

const FEW = ["POLL", "C1", "C10"];

const READINGS: readonly { readonly it: string; readonly sleepy: Sleepy; readonly says: RegExp }[] = [
  {
    it: "deep sleep is told as good as it gets",
    sleepy: { shares: [0, 0, 96] },
    says: /^96 % of the time in C10: as deep as it goes\.$/,
  },
  {
    it: "shallow sleep with many wake-ups blames what wakes",
    sleepy: { shares: [1, 92, 3], wakeupsPerS: 800 },
    says: /^Hardly ever deeper than C1 \(3 %\): something keeps the CPUs awake, at 3200 wake-ups a second\.$/,
  },
  {
    it: "shallow sleep without wake-ups blames nobody by name",
    sleepy: { shares: [0, 96, 0], wakeupsPerS: 2 },
    says: /^Hardly ever deeper than C1 \(0 %\): not for many wake-ups; .* may not let them\.$/,
  },
  {
    it: "states that are switched off are named",
    sleepy: { shares: [0, 96, 0], disabled: ["C10"] },
    says: /Switched off: C10\.$/,
  },
  {
    it: "work counts more than sleep on a busy machine",
    sleepy: { shares: [0, 10, 10], busyPercent: 80 },
    says: /^Busy 80 % of the time: what runs counts/,
  },
  {
    it: "between, the longest and the deepest state are named",
    sleepy: { shares: [0, 60, 36] },
    says: /^Longest in C1 \(60 % .*; 36 % in C10, the deepest\.$/,
  },
  {
    it: "one state is all there is",
    sleepy: { names: ["POLL", "haltpoll"], shares: [40, 50] },
    says: /^There is one idle state here, haltpoll/,
  },
  { it: "sleep that goes on is not guessed", sleepy: { shares: [null, null, null], busyPercent: 0 }, says: /^The CPUs sleep on/ },
  {
    it: "a virtual machine tells of work alone",
    sleepy: { names: [], shares: [], busyPercent: 6 },
    says: /^Busy 6 % of the time\. How deeply/,
  },
  {
    it: "a machine that tells nothing is not taken for an idle one",
    sleepy: { names: [], shares: [], busyPercent: null },
    says: /tells nothing/,
  },
];

for (const { it, sleepy, says } of READINGS) test(`${it}`, () => assert.match(cpuReading(use({ names: FEW, ...sleepy })), says));

test("before the second look there are no figures, and no zeros for them", () => {
  const cpu = { ...use({ shares: [null, null, null], names: FEW, busyPercent: null, wakeupsPerS: null }), overMs: null };
  const body = bodyIn(cpuTab, stateWith({ cpu }), SMALL);
  assert.match(body[0] ?? "", /first figures come with the next look/);
  assert.match(body.at(-1) ?? "", /^ {4}3 {5}– {5}– {3}– {4}– {8}– {2}0\.80 GHz$/);
});

test("what all CPUs have alike is told in a line, what differs in columns", () => {
  const alike = bodyIn(cpuTab, stateWith({ cpu: use({ names: FEW }) }), SMALL).join("\n");
  assert.match(alike, /All CPUs: powersave, balance_power, at most 4\.50 GHz\./);
  assert.doesNotMatch(alike, /LIMIT|GOVERNOR/);
  const cpu = use({ names: FEW, more: (number) => (number < 2 ? {} : { limitKhz: 3_600_000, preference: "power" }) });
  const differing = bodyIn(cpuTab, stateWith({ cpu }), SMALL);
  assert.match(differing.join("\n"), /LIMIT {2}GOVERNOR/);
  assert.match(differing.at(-1) ?? "", /3\.60 GHz {2}powersave, power$/);
});

const TEN = [...SKYLAKE.slice(0, 8), "C9X", "C10"];
const TENTHS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 60];

test("ten states fit in 80 columns", () => {
  const body = bodyIn(cpuTab, stateWith({ cpu: use({ names: TEN, shares: TENTHS }) }), SMALL);
  assert.match(body.at(-5) ?? "", / {2}avg {5}4 {5}0 {3}1 {4}2 {3}3 {3}4 {4}5 {3}6 {3}7 {4}8 {3}60 {6}100$/);
});

test("where there is no room for all, the shallow states share a column, which says so", () => {
  const more = (number: number): Partial<OneCpu> => ({ limitKhz: 3_000_000 + number });
  const state = stateWith({ cpu: use({ names: TEN, shares: TENTHS, more }) });
  const narrow = bodyIn(cpuTab, state, SMALL).join("\n");
  assert.match(narrow, /POLL-C3 is POLL, C1, C1E, C3 together\./);
  assert.match(narrow, /BUSY {2}POLL-C3 {2}C6/);
  assert.match(narrow, / {2}avg {5}4 {8}6 {3}4 /);
  assert.match(bodyIn(cpuTab, state, LARGE).join("\n"), /BUSY {2}POLL {2}C1 {2}C1E/);
});

test("long names of states are numbered where there is no room for them", () => {
  const names = ["WFI", "cpu-retention-0", "cpu-sleep-0-0", "cluster-sleep-0", "cluster-sleep-1"];
  const narrow = bodyIn(cpuTab, stateWith({ cpu: use({ names }) }), SMALL).join("\n");
  assert.match(narrow, /WFI {2}st1 {2}st2 {2}st3 {2}st4/);
  assert.match(narrow, /st1 is cpu-retention-0; st2 is cpu-sleep-0-0/);
});

test("a CPU that slept has no frequency, one that is off nothing at all", () => {
  const more = (number: number): Partial<OneCpu> =>
    number === 0 ? { frequencyKhz: null } : { online: false, shares: [null, null, null], busyPercent: null, wakeupsPerS: null };
  const body = bodyIn(
    cpuTab,
    stateWith({
      cpu: use({
        names: FEW,
        count: 2,
        more: (number) => ({ ...more(number), ...(number === 1 ? { frequencyKhz: null } : {}) }),
      }),
    }),
    SMALL,
  );
  assert.match(body.at(-2) ?? "", /asleep/);
  assert.match(body.at(-1) ?? "", /^ {4}1 {3}off/);
});

test("of 64 CPUs the chosen one is to be seen, and the average stays above them", () => {
  const lists = { ...stateWith({}).lists, cpu: { chosen: "60", filter: "", sort: 0 } };
  const body = bodyIn(cpuTab, stateWith({ cpu: use({ count: 64 }), lists }), SMALL);
  assert.ok(body.some((line) => /^› +60 /.test(line)));
  assert.ok(body.some((line) => /^ +avg /.test(line)));
  assert.equal(cpuTab.rows(stateWith({ cpu: use({ count: 64 }) })).length, 64);
});

test("sorted by a column, which has a star, the average stays in line and nothing gets too wide", () => {
  const more = (number: number): Partial<OneCpu> => ({ limitKhz: 3_000_000 + number });
  for (let sort = 1; sort <= TEN.length + 4; sort += 1) {
    const lists = { ...stateWith({}).lists, cpu: { chosen: null, filter: "", sort } };
    bodyIn(cpuTab, stateWith({ cpu: use({ names: TEN, more }), lists }), SMALL);
    const body = bodyIn(cpuTab, stateWith({ cpu: use({ names: TEN, shares: TENTHS }), lists }), SMALL);
    const [head = "", average = "", row = ""] = body.slice(-6, -3);
    assert.match(head, /\w\*/);
    assert.ok(row.slice(5).startsWith(average.slice(5)), `${average}\n${row}`);
  }
});

test("hostile names neither break the table nor reach the terminal, in any area", () => {
  const cpu = {
    ...use({
      names: [HOSTILE, `${HOSTILE}2`, "C10"],
      more: (number) => ({ governor: number === 0 ? HOSTILE : "x", preference: HOSTILE }),
    }),
    idleDriver: HOSTILE,
  };
  for (const area of AREAS) bodyIn(cpuTab, stateWith({ cpu }), area);
});

test("without UTF-8 it is all ASCII", () => {
  const body = bodyIn(cpuTab, stateWith({ cpu: use({ shares: SKYLAKE.map(() => null), busyPercent: null }) }), LETTERED);
  assert.match(body.join("\n"), /^[\x20-\x7e\n]*$/);
});

test("before anything is read it says so", () => {
  assert.deepEqual(bodyIn(cpuTab, stateWith({}), SMALL), ["  Reading the CPUs."]);
});
