// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import test from "node:test";
import { EXIT } from "../../src/errors.ts";

/** Prints twice, then has something left to do that ends with a status. */
const PRINTING = `
  const { openTerminal } = await import(process.argv[1]);
  const { out } = openTerminal(process, {});
  out("one");
  await new Promise((resolve) => setTimeout(resolve, 50));
  out("two");
  process.stderr.write("done. ");
  process.exitCode = ${EXIT.partly};
`;

async function printInto(stdout: "pipe" | number): Promise<{ readonly status: unknown; readonly err: string }> {
  const terminal = new URL("../../src/cli/terminal.js", import.meta.url).href;
  const child = spawn(process.execPath, ["--input-type=module", "-e", PRINTING, terminal], { stdio: ["ignore", stdout, "pipe"] });
  child.stdout?.destroy();
  let err = "";
  child.stderr?.on("data", (text) => {
    err += text;
  });
  const [status] = await once(child, "close");
  return { status, err };
}

test("a full disk is told in one sentence, after the work is done, and ends with failed", async () => {
  const full = openSync("/dev/full", "w");
  const { status, err } = await printInto(full);
  closeSync(full);
  assert.equal(status, EXIT.failed);
  assert.equal(err.replace("done. ", ""), "travelmode: cannot write to standard output (ENOSPC); what was done stands\n");
  assert.ok(err.includes("done. "));
});

test("a reader that leaves early is no fault: the work goes on, and its status stands", async () => {
  assert.deepEqual(await printInto("pipe"), { status: EXIT.partly, err: "done. " });
});

/** Lends the terminal until its standard input ends, then ends with a status of its own. */
const LENDING = `
  const { openTerminal } = await import(process.argv[1]);
  const { lend } = openTerminal(process, {});
  process.exitCode = await lend(() => new Promise((resolve) => {
    process.stdout.write("lent");
    process.stdin.once("end", () => resolve(${EXIT.partly})).resume();
  }));
`;

test("while another program has the terminal, its keys do not end this one", async () => {
  const terminal = new URL("../../src/cli/terminal.js", import.meta.url).href;
  const child = spawn(process.execPath, ["--input-type=module", "-e", LENDING, terminal], { stdio: ["pipe", "pipe", "inherit"] });
  await once(child.stdout, "data");
  child.kill("SIGINT");
  child.kill("SIGQUIT");
  child.stdin.end();
  assert.deepEqual(await once(child, "close"), [EXIT.partly, null]);
});
