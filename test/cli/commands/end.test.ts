// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import { EXIT } from "../../../src/errors.ts";
import { tryOut } from "./simulated-laptop.ts";

const atAlices = (t: TestContext) => tryOut(t, { uid: 1000, name: "alice", home: "/home/alice" });

test("a program is asked to end once its name has been typed again, in any case", async (t) => {
  const { status, out, err } = await atAlices(t).run("end Syncthing", { answers: ["syncthing"] });
  assert.deepEqual([status, out, err], [EXIT.done, ["syncthing was asked to end."], []]);
});

test("another name, or none, ends nothing", async (t) => {
  for (const answer of ["syncthin", ""]) {
    const { status, out, err } = await atAlices(t).run("end syncthing", { answers: [answer] });
    assert.deepEqual([status, out, err], [EXIT.partly, [], ["That was another name: nothing has been ended."]]);
  }
});

test("where nobody can be asked it takes --yes", async (t) => {
  const { run } = atAlices(t);
  for (const line of ["end syncthing", "end syncthing --json"]) {
    const { status, out, err } = await run(line);
    assert.equal(status, EXIT.usage);
    assert.match([...out, ...err].join("\n"), /--yes says so beforehand/);
  }
  assert.equal((await run("end syncthing --yes")).status, EXIT.done);
});

test("what the session rests on runs on, whoever says yes; nobody is asked about what does not run", async (t) => {
  const { run } = atAlices(t);
  const shell = await run("end org.gnome.Shell --yes --json");
  assert.equal(shell.status, EXIT.partly);
  const why = "it is the session, or what starts it";
  assert.deepEqual(JSON.parse(shell.out.join("\n")), {
    ...{ version: 1, name: "org.gnome.Shell" },
    programs: [{ program: "org.gnome.Shell", why }],
  });
  const nobody = await run("end nobody");
  assert.deepEqual([nobody.status, nobody.out], [EXIT.partly, ["No program that runs now is called nobody."]]);
});
