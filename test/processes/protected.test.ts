// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { NEVER_HELD } from "../../src/processes/never-list.ts";
import { type ProgramFacts, type Restraint, refusalsFor } from "../../src/processes/protected.ts";

const RESTRAINTS: readonly Restraint[] = ["slow", "freeze", "stop", "end"];

/** A program of which all is known, and against which nothing speaks. */
const harmless: ProgramFacts = {
  ...{ names: ["spotify"], units: ["app-gnome-spotify-12.scope"], hasKernelThreads: false },
  ...{
    holdsAncestorOfOurs: false,
    isForegroundJob: false,
    showsTerminal: false,
    isDebugged: false,
    servesFileSystems: [],
    busNames: [],
  },
  ...{ inhibits: [], hasRunningStream: false, hasWatchdog: false, holdsLocks: [], display: "none" },
};

const refused = (facts: Partial<ProgramFacts>, restraint: Restraint): readonly string[] =>
  refusalsFor({ ...harmless, ...facts }, restraint);

test("against a harmless program nothing speaks", () => {
  for (const restraint of RESTRAINTS) assert.deepEqual(refused({}, restraint), []);
});

const ON_THE_LIST: readonly (readonly [what: string, facts: Partial<ProgramFacts>])[] = [
  ["the compositor", { names: ["gnome-shell"] }],
  ["the compositor by its unit", { units: ["org.gnome.Shell@wayland.service"] }],
  ["the display server", { names: ["Xorg"] }],
  ["a locker", { names: ["swaylock"] }],
  ["what starts a locker", { names: ["xss-lock"] }],
  ["a locker that NixOS wraps", { names: [".swaylock-wrapped"] }],
  ["a locker with its version", { names: ["swaylock-1.8.0"] }],
  ["a keyring, cut by the kernel", { names: ["gnome-keyring-d"] }],
  ["a password manager", { names: ["keepassxc"] }],
  ["an agent for keys", { names: ["ssh-agent"] }],
  ["a polkit agent, cut by the kernel", { names: ["polkit-gnome-au"] }],
  ["a portal, cut by the kernel", { names: ["xdg-desktop-por"] }],
  ["a file service", { names: ["gvfsd-smb"] }],
  ["a notification daemon", { names: ["dunst"] }],
  ["a screen reader", { names: ["orca"] }],
  ["an input method", { names: ["fcitx5"] }],
  ["an on-screen keyboard", { names: ["squeekboard"] }],
  ["an alarm", { names: ["evolution-alarm"] }],
  ["a clipboard", { names: ["wl-paste"] }],
  ["a VPN", { names: ["openvpn"] }],
  ["an SSH session", { names: ["ssh"] }],
  ["a mosh session", { names: ["mosh-client"] }],
  ["a copy", { names: ["rsync"] }],
  ["a backup in a program with others", { names: ["deja-dup", "borg"] }],
  ["a multiplexer with a title of its own", { names: ["tmux: server"] }],
  ["a login shell", { names: ["-bash"] }],
  ["an editor that runs a shell", { names: ["code", "zsh"] }],
  ["a terminal, cut by the kernel", { names: ["gnome-terminal-"] }],
  ["a debugger", { names: ["gdb"] }],
  ["sound", { names: ["pipewire-pulse"] }],
  ["the network", { names: ["NetworkManager"] }],
  ["the bus", { names: ["dbus-broker-lau"] }],
  ["a package manager", { names: ["dpkg"] }],
  ["a package manager in capitals", { names: ["DPKG"] }],
  ["an updater by its unit", { names: ["python3"], units: ["apt-daily-upgrade.service"] }],
  ["a firmware tool", { names: ["fwupd"] }],
  ["a file system tool", { names: ["btrfs-transacti"] }],
  ["a firewall", { names: ["python3", "firewalld"] }],
  ["the user's whole manager", { names: ["x-thing"], units: ["user@1000.service"] }],
  ["process 1", { names: ["systemd"], units: ["init.scope"] }],
  ["ourselves", { names: ["travelmode"] }],
];

for (const [what, facts] of ON_THE_LIST)
  test(`${what} is never held back, and the reason is told`, () => {
    for (const restraint of RESTRAINTS) assert.match(refused(facts, restraint)[0] ?? "", /^it is /u, restraint);
  });

const BY_FACTS: readonly (readonly [what: string, facts: Partial<ProgramFacts>, says: RegExp, but?: readonly Restraint[]])[] = [
  ["an ancestor of ours", { holdsAncestorOfOurs: true }, /started from it/u],
  ["the kernel", { hasKernelThreads: true }, /kernel/u],
  ["a server of a mounted file system", { servesFileSystems: ["/home/alice/cloud"] }, /\/home\/alice\/cloud/u],
  ["a holder of an inhibitor", { inhibits: ["sleep: burning a disc"] }, /burning a disc/u],
  ["a holder of a package lock", { holdsLocks: ["/var/lib/dpkg/lock"] }, /dpkg\/lock/u],
  ["one that plays", { hasRunningStream: true }, /plays or records/u, ["end"]],
  ["one with a watchdog", { hasWatchdog: true }, /watchdog/u, ["end"]],
  ["the owner of a name on the bus", { busNames: ["org.example.Wallet"] }, /org\.example\.Wallet/u, ["slow", "end"]],
  ["a terminal's foreground job", { isForegroundJob: true }, /foreground/u, ["slow", "end"]],
  ["one that shows a terminal", { showsTerminal: true }, /terminal that it shows/u, ["slow"]],
  ["one that is debugged", { isDebugged: true }, /debugged/u, ["slow"]],
  ["a client of a Wayland display", { display: "wayland" }, /would kill it/u, ["slow", "end"]],
  ["one without a name", { names: [] }, /name could not be found out/u],
];

for (const [what, facts, says, but = []] of BY_FACTS)
  test(`${what} is not held back${but.length === 0 ? "" : `, but a person may ${but.join(" and ")} it`}`, () => {
    for (const restraint of RESTRAINTS) {
      const refusals = refused(facts, restraint);
      assert.equal(refusals.length, but.includes(restraint) ? 0 : 1, `${restraint}: ${refusals}`);
      if (refusals[0] !== undefined) assert.match(refusals[0], says);
    }
  });

test("a fact that could not be found out speaks against it", () => {
  for (const fact of Object.keys(harmless) as readonly (keyof ProgramFacts)[])
    if (
      Array.isArray(harmless[fact])
        ? !["names", "units"].includes(fact)
        : !["hasKernelThreads", "holdsAncestorOfOurs"].includes(fact)
    )
      assert.match(refused({ [fact]: null }, "freeze")[0] ?? "", /could not be found out/u, fact);
});

test("every reason is told, not only the first", () => {
  assert.equal(refused({ names: ["swaylock", "dpkg"], hasRunningStream: true }, "freeze").length, 3);
});

test("harmless programs with names that only look alike may be held", () => {
  for (const name of [
    "bashtop-game",
    "terminology-quiz",
    "inkscape",
    "gimp-3.0",
    "catan",
    "shotwell",
    "rsyncing",
    "dockerd",
    "a".repeat(15),
  ])
    assert.deepEqual(refused({ names: [name] }, "freeze"), [], name);
});

test("every entry is known as the kernel keeps it, in 15 bytes", () => {
  for (const { programs } of NEVER_HELD)
    for (const pattern of programs) {
      assert.equal(pattern, pattern.toLowerCase());
      const example = pattern.replace("*", "");
      assert.notDeepEqual(refused({ names: [example.slice(0, 15)] }, "stop"), [], pattern);
    }
});

test("whatever a program calls itself besides, one protected process protects it", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 15 })), (others) => {
      assert.ok(refused({ names: [...others, "swaylock", ...others] }, "freeze").length > 0);
    }),
  );
});
