// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { addressOf, parseSockets } from "../../src/knobs/sockets.ts";

const HEADING = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode";
const REST = "00000000:00000000 00:00000000 00000000     0        0 1591 1 000000001d11ddfc 100 0 0 10 0";

test("reads addresses in the kernel's byte order, ports and states", () => {
  const text = [
    HEADING,
    `   0: 00000000:0016 00000000:0000 0A ${REST}`,
    `   1: 3201A8C0:0016 0A01A8C0:C350 01 ${REST}`,
    `   2: 3201A8C0:D431 22D8B85D:01BB 06 ${REST}`,
  ].join("\n");
  assert.deepEqual(parseSockets(text), [
    { local: { address: "0.0.0.0", port: 22 }, remote: { address: "0.0.0.0", port: 0 }, state: "listening" },
    { local: { address: "192.168.1.50", port: 22 }, remote: { address: "192.168.1.10", port: 50000 }, state: "established" },
    { local: { address: "192.168.1.50", port: 54321 }, remote: { address: "93.184.216.34", port: 443 }, state: "other" },
  ]);
});

test("reads IPv6, and IPv4 inside it as IPv4", () => {
  const text = [
    `   0: B80D0120000000000000000001000000:0016 B80D0120000000000000000002000000:C350 01 ${REST}`,
    `   1: 0000000000000000FFFF00003201A8C0:0016 0000000000000000FFFF00000A01A8C0:C350 01 ${REST}`,
  ].join("\n");
  assert.deepEqual(
    parseSockets(text).map(({ local, remote }) => [local.address, remote.address]),
    [
      ["2001:db8::1", "2001:db8::2"],
      ["192.168.1.50", "192.168.1.10"],
    ],
  );
});

test("a line cut off in the middle is passed over", () => {
  assert.deepEqual(parseSockets(`${HEADING}\n   0: 3201A8C0:0016 0A01A8C0:C3`), []);
});

test("arbitrary text never throws and never gives a port that is no number", () => {
  const word = fc.stringMatching(/^[0-9A-F]{0,33}$/);
  const almost = fc.tuple(word, word, word).map(([a, b, c]) => `  1: ${a}:${b} ${c}:${b} 01 `);
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string({ unit: "binary" }), almost)), (lines) => {
      for (const { local, remote } of parseSockets(lines.join("\n"))) {
        for (const { address, port } of [local, remote])
          assert.ok(address !== "" && Number.isInteger(port) && port >= 0 && port < 65536);
      }
    }),
  );
});

test("IPv6 addresses are shortened at the longest run of zeros", () => {
  const shortened: readonly (readonly [hex: string, text: string])[] = [
    ["0".repeat(32), "::"],
    [`${"0".repeat(31)}1`, "::1"],
    ["fe80000000000000fc000000fffe0001", "fe80::fc00:0:fffe:1"],
    ["20010db8000000010000000000000001", "2001:db8:0:1::1"],
    ["00010002000300040005000600070008", "1:2:3:4:5:6:7:8"],
  ];
  for (const [hex, text] of shortened) assert.equal(addressOf(hex), text);
});
