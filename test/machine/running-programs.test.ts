// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import test, { type TestContext } from "node:test";
import { childCommands } from "../../src/machine/child-commands.ts";
import type { Stop } from "../../src/machine/live-doors.ts";

const { start } = childCommands();

interface Program {
  readonly lines: string[];
  readonly stop: Stop;
  /** Settles with the next line, or the status. */
  next(): Promise<string | number>;
}

/** Starts a program that is stopped after the test. */
async function program(test: TestContext, ...argv: readonly [string, ...string[]]): Promise<Program> {
  const lines: string[] = [];
  const told: (string | number)[] = [];
  let wake = (): void => {};
  const tell = (it: string | number): void => {
    told.push(it);
    wake();
  };
  const started = await start(argv, {
    onLine: (line) => {
      lines.push(line);
      tell(line);
    },
    onEnd: tell,
  });
  assert.ok(started.kind === "value", JSON.stringify(started));
  test.after(started.value);
  const next = async (): Promise<string | number> => {
    if (told.length === 0)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    return told.shift() ?? "";
  };
  return { lines, stop: started.value, next };
}

const shell = (text: string): readonly [string, ...string[]] => ["sh", "-c", text];

/** Until the process with this id is gone. */
async function gone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test("tells line by line, then the end", async (test) => {
  const { lines, next } = await program(test, "sh", "-c", "printf 'one\\ntw'; printf 'o\\n\\nunfinished'; exit 3");
  while (typeof (await next()) !== "number");
  assert.deepEqual(lines, ["one", "two", ""]);
});

test("the status is that of a shell", async (test) => {
  assert.equal(await (await program(test, ...shell("exit 3"))).next(), 3);
  assert.equal(await (await program(test, ...shell("kill -KILL $$"))).next(), 137);
});

test("a line is cut at 4 KiB, and the next one whole again", async (test) => {
  const { next } = await program(test, ...shell("head -c 1000000 /dev/zero | tr '\\0' x; echo; echo short"));
  assert.equal(await next(), "x".repeat(4096));
  assert.equal(await next(), "short");
});

test("characters of several bytes stay whole, however they arrive", async (test) => {
  const { next } = await program(test, ...shell("printf '\\303'; sleep 0.03; printf '\\274\\n'"));
  assert.equal(await next(), "ü");
});

test("a program that cannot start is an error, and no end is told", async () => {
  const started = await start(["travelmode-has-no-such-program"], { onEnd: () => assert.fail("told of an end") });
  assert.match(started.kind === "error" ? started.code : started.kind, /ENOENT|EACCES/);
  const wrong = await start(["nul\0"], {});
  assert.equal(wrong.kind === "error" && wrong.code, "ERR_INVALID_ARG_VALUE");
});

test("no shell sees the arguments, and errors are not told", async (test) => {
  const { next } = await program(test, "printf", "%s|\\n", "$(id);ls");
  assert.equal(await next(), "$(id);ls|");
  assert.equal(await (await program(test, ...shell("echo error >&2; exit 1"))).next(), 1);
});

test("its standard input stays open until it is stopped, and then neither lines nor end are told", async (test) => {
  const script = "echo $$; trap 'echo asked; exit 0' TERM; cat; echo closed; exit 1";
  const { lines, next, stop } = await program(test, ...shell(script));
  const pid = Number(await next());
  stop();
  stop();
  await gone(pid);
  assert.deepEqual(lines, [`${pid}`]);
});

test("one that does not end when asked is killed", async (test) => {
  const { next, stop } = await program(
    test,
    process.execPath,
    "-e",
    "process.on('SIGTERM', () => {}); setInterval(() => {}, 1e6); console.log(process.pid)",
  );
  const pid = Number(await next());
  const asked = Date.now();
  stop();
  await gone(pid);
  assert.ok(Date.now() - asked < 5000);
});

test("an end is told although its own children keep the pipe", async (test) => {
  const { next } = await program(test, ...shell("sleep 20 & echo $!; exit 5"));
  const pid = Number(await next());
  test.after(() => process.kill(pid));
  assert.equal(await next(), 5);
});

test("it keeps us here, and ends with us even when we are killed", async (test) => {
  const room = new URL("../../src/machine/child-commands.js", import.meta.url);
  const script = `const { childCommands } = await import("${room}");
    await childCommands().start(["sh", "-c", "echo $$; exec cat"], { onLine: (line) => console.log(line) });`;
  const keeper = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: ["ignore", "pipe", "inherit"] });
  test.after(() => keeper.kill("SIGKILL"));
  const [pid] = await once(createInterface(keeper.stdout), "line");
  keeper.kill("SIGKILL");
  await gone(Number(pid));
});
