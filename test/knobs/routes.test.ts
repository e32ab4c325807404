// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { interfacesHolding, interfaceTowards, parseIpv6Addresses, parseRoutes } from "../../src/knobs/routes.ts";

const HEADING = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT";
const route = (name: string, destination: string, gateway: string, metric: number, mask: string): string =>
  `${name}\t${destination}\t${gateway}\t0003\t0\t0\t${metric}\t${mask}\t0\t0\t0`;

const DOCKED = parseRoutes(
  [
    HEADING,
    route("wlan0", "00000000", "0101A8C0", 600, "00000000"),
    route("eth0", "00000000", "0101A8C0", 100, "00000000"),
    route("eth0", "0001A8C0", "00000000", 100, "00FFFFFF"),
    route("wlan0", "0001A8C0", "00000000", 600, "00FFFFFF"),
    route("wg0", "0000640A", "00000000", 50, "0000FFFF"),
  ].join("\n"),
);

test("what goes out takes the narrowest network, and the lowest metric among equals", () => {
  assert.equal(interfaceTowards(DOCKED, "10.100.3.4"), "wg0");
  assert.equal(interfaceTowards(DOCKED, "192.168.1.10"), "eth0");
  assert.equal(interfaceTowards(DOCKED, "203.0.113.1"), "eth0");
});

test("an address of ours in the network of wire and Wi-Fi may belong to either", () => {
  assert.deepEqual(interfacesHolding(DOCKED, "192.168.1.50"), ["eth0", "wlan0"]);
});

test("an address that no network of ours holds belongs to nothing that is known", () => {
  assert.deepEqual(interfacesHolding(DOCKED, "172.16.0.1"), []);
});

test("without a route, and for what is no IPv4 address, nothing is claimed", () => {
  assert.equal(interfaceTowards([], "203.0.113.1"), undefined);
  for (const address of ["", "nas.local", "1.2.3", "1.2.3.999", "2001:db8::1"])
    assert.equal(interfaceTowards(DOCKED, address), undefined);
});

test("IPv6 addresses are found with their interfaces; a link-local one may be on several", () => {
  const text = [
    "20010db8000000000000000000000050 04 40 00 80    wlan0",
    "fe800000000000000000000000000001 05 40 20 80     eth0",
    "fe800000000000000000000000000001 04 40 20 80    wlan0",
    "cut off",
  ].join("\n");
  assert.deepEqual(
    [...parseIpv6Addresses(text)],
    [
      ["2001:db8::50", ["wlan0"]],
      ["fe80::1", ["eth0", "wlan0"]],
    ],
  );
});

test("arbitrary text never throws", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string(), (text, address) => {
      interfaceTowards(parseRoutes(text), address);
      parseIpv6Addresses(text);
    }),
  );
});
