// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { findKeeper } from "../../../src/keeper/client/find-keeper.ts";
import { KEEPER } from "../../../src/keeper/service/service-names.ts";
import type { Bus, BusCall, BusValue } from "../../../src/machine/doors.ts";
import { failure, type Reading, value } from "../../../src/machine/reading.ts";
import { QUESTION, REPORT } from "../service/service-rig.ts";

const ERROR = "org.freedesktop.DBus.Error";

/** A bus whose keeper answers a ping, and everything else as told. */
function bus(answer: (call: BusCall) => Reading<readonly BusValue[]>, ping: Reading<readonly BusValue[]> = value([])) {
  const calls: BusCall[] = [];
  const there: Bus = {
    call: async (call) => {
      calls.push(call);
      return call.member === "Ping" ? ping : answer(call);
    },
    close: async () => {},
  };
  return { there, calls };
}

const answering = (document: unknown) => bus(() => value([JSON.stringify(document)]));

async function found({ there }: { there: Bus }) {
  const keeper = await findKeeper(there, "system");
  assert.ok(keeper !== null);
  return keeper;
}

const HOW = { interactive: false };

test("one ping tells whether there is a keeper; on the system bus it starts one", async () => {
  for (const where of ["system", "user"] as const) {
    const { there, calls } = answering(REPORT);
    assert.equal((await findKeeper(there, where))?.where, where);
    assert.deepEqual(
      calls.map(({ service, member, autoStart }) => ({ service, member, autoStart })),
      [{ service: KEEPER.service, member: "Ping", autoStart: where === "system" ? true : undefined }],
    );
  }
});

test("the installed keeper, which leaves when it is not needed, is started again by whatever is asked of it", async () => {
  for (const where of ["system", "user"] as const) {
    const { there, calls } = answering(REPORT);
    await (await findKeeper(there, where))?.off({ ...HOW, forget: [] });
    assert.deepEqual([calls.at(-1)?.member, calls.at(-1)?.autoStart], ["Off", where === "system" ? true : undefined]);
  }
});

test("where nobody is, none can be started or none may, there is none", async () => {
  for (const code of [
    `${ERROR}.ServiceUnknown`,
    `${ERROR}.NoServer`,
    `${ERROR}.Spawn.ChildExited`,
    "org.freedesktop.systemd1.UnitMasked",
  ])
    assert.equal(await findKeeper(bus(() => value([]), failure("Ping", code)).there, "system"), null, code);
});

test("a keeper that is there and does not answer is lost", async () => {
  const { there } = bus(() => value([]), failure("Ping", `${ERROR}.NoReply`));
  await assert.rejects(findKeeper(there, "system"), { code: "KEEPER_LOST", message: /NoReply/ });
});

test("faults of the bus become what they mean", async () => {
  const cases = [
    [`${ERROR}.AccessDenied`, "AUTHORISATION"],
    [`${ERROR}.InteractiveAuthorizationRequired`, "AUTHORISATION"],
    [`${ERROR}.NoReply`, "KEEPER_LOST"],
    [`${ERROR}.Disconnected`, "KEEPER_LOST"],
    ["io.github.travelmode.Error.Newer", "KEEPER_LOST"],
    ["io.github.travelmode.Error.TooMany", "TOO_MANY"],
  ] as const;
  for (const [name, code] of cases) {
    const keeper = await found(bus(() => failure("x", name, "as it is")));
    const sentence = code === "AUTHORISATION" ? new RegExp(name) : /as it is/;
    await assert.rejects(keeper.handBack({ ...HOW, knob: "toy.mode" }), { code, message: sentence });
  }
});

test("an answer in an unknown form is no answer", async () => {
  const lost = { code: "KEEPER_LOST", message: /unknown form/ };
  for (const odd of [{ ...REPORT, results: 7 }, null, { question: QUESTION }])
    await assert.rejects((await found(answering(odd))).off({ ...HOW, forget: [] }), lost);
  await assert.rejects((await found(bus(() => value([])))).plan(null), lost);
  await assert.rejects((await found(bus(() => value([7])))).hold({ ...HOW, profile: { name: "calm" }, reason: "a film" }), lost);
});

test("a keeper that asks unasked, or the same once more, is not asked for ever", async () => {
  const request = { ...HOW, knob: "toy.mode", wish: ["off"] as const, evenIfUsed: [] };
  const keeper = await found(answering({ question: QUESTION }));
  await assert.rejects(keeper.set(request), { code: "KEEPER_LOST" });
  await assert.rejects(keeper.set({ ...request, decide: async () => "keep" }), { code: "KEEPER_LOST" });
});

test("work may take a minute, and a person who types a password two", async () => {
  const there = answering(REPORT);
  const keeper = await found(there);
  await keeper.off({ ...HOW, forget: [] });
  await keeper.off({ interactive: true, forget: [] });
  assert.deepEqual(
    there.calls.slice(1).map(({ timeoutMs, interactive }) => [timeoutMs, interactive]),
    [
      [60_000, undefined],
      [150_000, true],
    ],
  );
});
