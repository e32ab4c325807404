// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Notice } from "../../../src/keeper/keeper.ts";
import { notifyUser, offerToUser } from "../../../src/keeper/notices/notify-user.ts";
import type { BusValue, Caller } from "../../../src/machine/doors.ts";
import { fakeBus } from "../../fakes/fake-bus.ts";
import { alice, root } from "../../fakes/fake-machine.ts";
import { fakeLiveMachine } from "../../fakes/live-machine.ts";
import { tree } from "../../fakes/tree.ts";

const LOGIND = "org.freedesktop.login1";
const SESSION = `/org/freedesktop/login1/session/_31`;
const AT_THE_SEAT: Record<string, BusValue> = {
  User: [1000, "/org/freedesktop/login1/user/_1000"],
  Active: true,
  Remote: false,
  Type: "wayland",
  Class: "user",
};

interface Scene {
  readonly caller?: Caller;
  readonly session?: Record<string, BusValue>;
  readonly active?: BusValue;
  readonly displays?: Readonly<Record<string, string>>;
}

/** The programs that a notice comes to. */
async function shown(test: TestContext, notice: Partial<Notice>, scene: Scene = {}): Promise<readonly (readonly string[])[]> {
  const { caller = root, session = AT_THE_SEAT, active = ["1", SESSION], displays = {} } = scene;
  const states = Object.entries(displays).map(([name, state]) => [`/sys/class/drm/${name}/status`, state]);
  const machine = fakeLiveMachine(tree(test, Object.fromEntries(states)).files, {
    caller,
    bus: fakeBus({
      [LOGIND]: {
        "/org/freedesktop/login1/seat/seat0": { [`${LOGIND}.Seat`]: { ActiveSession: active } },
        [SESSION]: { [`${LOGIND}.Session`]: session },
      },
    }),
  });
  await notifyUser(machine, { kind: "on", sentence: "Travel mode is on: flight.", ...notice });
  return machine.commands.ran;
}

const SERVER = "org.freedesktop.Notifications";
const NOTIFY = ["busctl", "--user", "--auto-start=no", "--", "call", SERVER, "/org/freedesktop/Notifications", SERVER, "Notify"];

const textOf = (runs: readonly (readonly string[])[]): string | undefined => runs[0]?.at(-7);
const urgencyOf = (runs: readonly (readonly string[])[]): string | undefined => runs[0]?.at(-2);

test("a user's own keeper calls the notification server, and starts none", async (test) => {
  assert.deepEqual(await shown(test, { kind: "low", sentence: "10 % left." }, { caller: alice }), [
    [
      ...NOTIFY,
      ...["susssasa{sv}i", "travelmode", "0", "battery-low-symbolic", "Battery low", "10 % left."],
      ...["0", "1", "urgency", "y", "1", "-1"],
    ],
  ]);
});

test("root's keeper does it as the user at the seat", async (test) => {
  const [argv = []] = await shown(test, {});
  assert.deepEqual(argv.slice(0, 6), [
    "systemd-run",
    "--quiet",
    "--collect",
    "--uid=1000",
    "--setenv=DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/1000/bus",
    "--",
  ]);
  assert.deepEqual(argv.slice(6, 6 + NOTIFY.length), NOTIFY);
});

for (const [what, scene] of Object.entries<Scene>({
  "a text console": { session: { ...AT_THE_SEAT, Type: "tty" } },
  "a login screen": { session: { ...AT_THE_SEAT, Class: "greeter" } },
  "a session in the background": { session: { ...AT_THE_SEAT, Active: false } },
  "a remote session": { session: { ...AT_THE_SEAT, Remote: true } },
  "a session without a user": { session: { ...AT_THE_SEAT, User: "alice" } },
  "an empty seat": { active: ["", "/"] },
  "an answer of another form": { active: "1" },
}))
  test(`nothing is shown on ${what}`, async (test) => assert.deepEqual(await shown(test, {}, scene), []));

test("nothing is shown on an external display but the last warning", async (test) => {
  const displays = { "card0-eDP-1": "connected", "card0-HDMI-A-1": "connected", "card0-DP-1": "disconnected" };
  assert.deepEqual(await shown(test, { kind: "low" }, { displays }), []);
  assert.equal((await shown(test, { kind: "last" }, { displays })).length, 1);
});

test("built-in panels and connectors without a display do not count as external", async (test) => {
  const displays = {
    "card1-eDP-1": "connected",
    "card0-LVDS-1": "connected",
    "card0-DSI-1": "connected",
    "card0-Virtual-1": "connected",
    "card0-DP-3": "disconnected",
    "card0-Writeback-1": "unknown",
  };
  assert.equal((await shown(test, {}, { displays })).length, 1);
});

test("only the last warning is critical, which servers show whatever the user does", async (test) => {
  const kinds = ["on", "weak-power", "ended", "yours", "low", "last"] as const;
  const urgencies: Record<string, string | undefined> = {};
  for (const kind of kinds) urgencies[kind] = urgencyOf(await shown(test, { kind }, { caller: alice }));
  assert.deepEqual(urgencies, { on: "1", "weak-power": "1", ended: "1", yours: "0", low: "1", last: "2" });
});

test("the text reaches the server as text: no markup, no variables, no control characters, no end", async (test) => {
  const sentence = `<b>Wi-Fi</b> & "it" $HOME\nnext${"x".repeat(1000)}`;
  const plain = textOf(await shown(test, { sentence }, { caller: alice })) ?? "";
  assert.ok(plain.startsWith(`&lt;b&gt;Wi-Fi&lt;/b&gt; &amp; "it" $HOME next`));
  assert.ok(plain.length < 450);
  const throughSystemd = textOf(await shown(test, { sentence })) ?? "";
  assert.ok(throughSystemd.includes("$$HOME"));
});

test("without a bus, logind or programs nothing happens", async (test) => {
  const machine = fakeLiveMachine(tree(test, {}).files);
  await notifyUser(machine, { kind: "last", sentence: "Now." });
  assert.deepEqual(machine.commands.ran, []);
});

const FROZEN: Notice = { kind: "frozen", sentence: "Standing still: it." };
const SHOWN = [
  ...[...NOTIFY, "susssasa{sv}i", "travelmode", "0", "battery-symbolic", "Travel mode", FROZEN.sentence],
  ...["2", "pressed", "Thaw", "1", "urgency", "y", "0", "-1"],
];

const said = (member: string, ...data: readonly (number | string)[]): string =>
  JSON.stringify({ type: "signal", interface: SERVER, member, payload: { type: "us", data } });

/** The program that listens to the button of notification 7, and how often that was pressed. */
async function listening(test: TestContext) {
  const machine = fakeLiveMachine(tree(test, {}).files, { caller: alice, commands: { [SHOWN.join(" ")]: { stdout: "u 7\n" } } });
  let pressed = 0;
  const onPressed = (): void => {
    pressed += 1;
  };
  const takeAway = await offerToUser(machine, FROZEN, { label: "Thaw", onPressed });
  const [program] = machine.commands.started;
  assert.ok(program);
  return { program, commands: machine.commands, takeAway, pressed: () => pressed };
}

test("a button is listened to by its notification's number, and once", async (test) => {
  const { program, pressed } = await listening(test);
  for (const line of [
    "",
    "{",
    said("ActionInvoked", 8, "pressed"),
    said("ActionInvoked", 7, "default"),
    said("Other", 7, "pressed"),
  ])
    program.line(line);
  assert.equal(pressed(), 0);
  assert.equal(program.stopped, false);
  program.line(said("ActionInvoked", 7, "pressed"));
  program.line(said("ActionInvoked", 7, "pressed"));
  assert.equal(pressed(), 1);
  assert.ok(program.stopped);
});

test("nothing listens to a notification that was closed", async (test) => {
  const { program, pressed } = await listening(test);
  program.line(said("NotificationClosed", 7, 2));
  assert.ok(program.stopped);
  assert.equal(pressed(), 0);
});

for (const [what, end] of [
  ["nobody listens to any longer", ({ program }) => program.end(124)],
  ["is no longer wanted", ({ takeAway }) => takeAway()],
] as const satisfies readonly (readonly [string, (it: Awaited<ReturnType<typeof listening>>) => void])[])
  test(`a button that ${what} is taken away with its notification`, async (test) => {
    const it = await listening(test);
    end(it);
    assert.deepEqual(it.commands.ran.at(-1), [...NOTIFY.slice(0, -1), "CloseNotification", "u", "7"]);
    it.takeAway();
    assert.equal(it.commands.ran.length, 2);
  });
