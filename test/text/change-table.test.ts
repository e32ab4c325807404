// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { changeLines, type ShownChange } from "../../src/text/change-table.ts";
import { displayWidth } from "../../src/text/display-width.ts";
import { PIPE, PLAIN } from "../cli/recording-terminal.ts";

const change = (more: Partial<ShownChange> = {}): ShownChange => ({
  title: "CPU energy preference",
  place: "policy0",
  minor: false,
  from: "balance_performance",
  to: "power",
  way: "sysfs",
  ...more,
});

test("alike settings of a knob share a row; another value, way or knob has its own", () => {
  const lines = changeLines(
    [...[0, 1, 2, 3].map((number) => change({ place: `policy${number}` })), change({ place: "policy4", from: "performance" })],
    PIPE,
  );
  assert.deepEqual(lines, [
    "  CPU energy preference  policy0-3  balance_performance → power  sysfs",
    "  CPU energy preference  policy4    performance → power          sysfs",
  ]);
});

test("fits 80 columns with the longest words that there are", () => {
  const lines = changeLines(
    [
      change({ place: "policy0" }),
      change({ title: "Wi-Fi", place: "a-very-long-interface-name", from: "on", to: "off", way: "NetworkManager" }),
    ],
    PLAIN,
  );
  for (const line of lines) assert.ok(displayWidth(line) <= 80, line);
  assert.match(lines[0] ?? "", /→ power +sysfs$/u);
});

test("on a narrow terminal places go before names are cut, the longest first, then long names of services", () => {
  const all = [
    change({ title: "Wi-Fi", place: "NetworkManager", from: "off", to: "on", way: "NetworkManager, put back" }),
    change({ title: "Bluetooth", place: "02:00:5E:10:00:02", from: "on", to: "off", way: "BlueZ" }),
    ...[0, 1].map((number) => change({ place: `policy${number}`, to: "balance_power" })),
  ];
  assert.deepEqual(changeLines(all, { ...PLAIN, columns: 100 }), [
    "  Wi-Fi                             off → on                             NetworkManager, put back",
    "  Bluetooth                         on → off                             BlueZ",
    "  CPU energy preference  policy0-1  balance_performance → balance_power  sysfs",
  ]);
  assert.deepEqual(changeLines(all, PLAIN), [
    "  Wi-Fi                  off → on                             NM, put back",
    "  Bluetooth              on → off                             BlueZ",
    "  CPU energy preference  balance_performance → balance_power  sysfs",
  ]);
});

test("minor knobs share the last line", () => {
  const minor = [
    change({ title: "NMI watchdog", place: "", minor: true, from: "1", to: "0" }),
    change({ title: "Write-back", minor: true, from: "5 s", to: "15 s" }),
  ];
  assert.deepEqual(changeLines([change(), ...minor], PIPE).slice(1), ["  Small ones: NMI watchdog 1 → 0; Write-back 5 s → 15 s"]);
});
