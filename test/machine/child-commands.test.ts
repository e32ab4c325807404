// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import { childCommands } from "../../src/machine/child-commands.ts";
import type { CommandResult } from "../../src/machine/doors.ts";
import { temporaryFolder } from "../fakes/tree.ts";
import { NOBODY, pretendToBe } from "../fakes/users.ts";

const { run } = childCommands();

async function result(...argv: readonly [string, ...string[]]): Promise<CommandResult> {
  const end = await run(argv);
  assert.ok(end.kind === "value", JSON.stringify(end));
  return end.value;
}

const node = (script: string): [string, ...string[]] => [process.execPath, "-e", script];

/** Sets a variable of the environment until the test ends. */
function setEnvironment(test: TestContext, changes: Readonly<Record<string, string>>): void {
  const { env } = process;
  process.env = { ...env, ...changes };
  test.after(() => {
    process.env = env;
  });
}

test("catches status and both outputs", async () => {
  const ended = await result("sh", "-c", "echo out; echo err >&2; exit 3");
  assert.deepEqual(ended, { status: 3, stdout: "out\n", stderr: "err\n" });
});

test("no shell sees the arguments", async () => {
  const { stdout } = await result("printf", "%s|", "$(id)", "a b", "*", ";ls");
  assert.equal(stdout, "$(id)|a b|*|;ls|");
});

test("a program that is missing or cannot start is an error with its errno", async (test) => {
  // With a folder in PATH that may not be entered, every missing program is EACCES.
  const { PATH } = process.env;
  test.after(() => {
    process.env["PATH"] = PATH;
  });
  process.env["PATH"] = "/usr/bin:/bin";
  const file = join(temporaryFolder(test), "plain");
  writeFileSync(file, "no program");
  chmodSync(file, 0o644);
  const codeOf = async (program: string) => {
    const end = await run([program]);
    return end.kind === "error" ? end.code : end.kind;
  };
  assert.equal(await codeOf("travelmode-has-no-such-program"), "ENOENT");
  assert.equal(await codeOf(file), "EACCES");
  assert.equal(await codeOf("nul\0"), "ERR_INVALID_ARG_VALUE");
});

test("a program that a signal ends has 128 and its number", async () => {
  assert.equal((await result("sh", "-c", "kill -TERM $$")).status, 143);
  assert.equal((await result("sh", "-c", "kill -KILL $$")).status, 137);
});

test("speaks no language but C, in UTF-8", async (test) => {
  setEnvironment(test, { LC_ALL: "de_DE.UTF-8", LANG: "de_DE.UTF-8" });
  assert.equal((await result("sh", "-c", "echo $LC_ALL")).stdout, "C.UTF-8\n");
});

/** A folder with a program `flock` that nobody asked for; ahead in PATH. */
function trap(test: TestContext): string {
  const folder = temporaryFolder(test);
  writeFileSync(join(folder, "flock"), "#!/bin/sh\necho trapped\n", { mode: 0o755 });
  setEnvironment(test, { PATH: `${folder}:/usr/bin:/bin` });
  return folder;
}

test("finds system programs that an ordinary user's PATH lacks", async (test) => {
  const folder = trap(test);
  pretendToBe(test, NOBODY);
  assert.equal((await result("flock")).stdout, "trapped\n");
  assert.equal((await result("sh", "-c", "echo $PATH")).stdout, `${folder}:/usr/bin:/bin:/usr/sbin:/sbin\n`);
});

test("an ordinary user's programs never come from the current folder", async (test) => {
  pretendToBe(test, NOBODY);
  setEnvironment(test, { PATH: ":/usr/bin:.::bin:/bin:" });
  assert.equal((await result("sh", "-c", "echo $PATH")).stdout, "/usr/bin:/bin:/usr/sbin:/sbin\n");
});

test("root's programs come from the system's folders, whatever PATH was inherited", async (test) => {
  trap(test);
  pretendToBe(test, 0);
  assert.notEqual((await result("flock", "--version")).stdout, "trapped\n");
  assert.equal((await result("sh", "-c", "echo $PATH")).stdout, "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\n");
});

test("keeps the first MiB of a talkative program and lets it finish", async () => {
  const { status, stdout } = await result(...node(`process.stdout.write("x".repeat(3_000_000)); process.exitCode = 5`));
  assert.deepEqual([status, stdout.length], [5, 1024 * 1024]);
});

test("characters that arrive in two parts stay whole", async () => {
  const { stdout } = await result("sh", "-c", "printf '\\303'; sleep 0.1; printf '\\274'");
  assert.equal(stdout, "ü");
});

test("nothing waits for input", async () => {
  assert.equal((await result("cat")).stdout, "");
});

async function overdue(argv: [string, ...string[]]): Promise<number> {
  const start = Date.now();
  const end = await run(argv, { timeoutMs: 300 });
  assert.equal(end.kind === "error" && end.code, "ETIMEDOUT");
  return Date.now() - start;
}

test("a program that outlasts its time is ended, and is an error", async () => {
  assert.ok((await overdue(["sleep", "30"])) < 1500);
});

test("a program that ignores SIGTERM is killed", async () => {
  const tookMs = await overdue(node(`process.on("SIGTERM", () => {}); setInterval(() => {}, 1000);`));
  assert.ok(tookMs >= 2000 && tookMs < 4500, String(tookMs));
});

test("a background child that keeps the pipe open does not keep the caller", async () => {
  assert.ok((await overdue(["sh", "-c", "sleep 3 & exec sleep 30"])) < 1500);
  assert.ok((await overdue(["sh", "-c", "sleep 3 & exit 0"])) < 1500);
});

test("a program that is done in time leaves no timer", async () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  const before = timers();
  await run(["true"], { timeoutMs: 60_000 });
  assert.equal(timers(), before);
});

test("an inherited terminal catches nothing", async () => {
  assert.deepEqual(await run(["true"], { inherit: true }), { kind: "value", value: { status: 0, stdout: "", stderr: "" } });
});
