// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import test from "node:test";
import { endProgram } from "../../src/engine/end-program.ts";
import type { Clearance } from "../../src/knobs/clearance.ts";
import type { Signals } from "../../src/machine/doors.ts";
import { done, failure } from "../../src/machine/reading.ts";
import { fakeMachine } from "../fakes/fake-machine.ts";
import { fakeProcesses, record } from "../fakes/fake-processes.ts";
import { tree } from "../fakes/tree.ts";

const processes = fakeProcesses(
  [
    {
      ...{ atMs: 100_000, seesAll: true },
      records: [
        record({ pid: 41, name: "make" }),
        record({ pid: 42, name: "cc1", parentPid: 41 }),
        record({ pid: 43, name: "bash" }),
      ],
    },
  ],
  {
    41: { cgroup: "/user.slice/user-1000.slice/user@1000.service/app.slice/build.service", commandLine: ["make"] },
    42: { cgroup: "/user.slice/user-1000.slice/user@1000.service/app.slice/build.service", commandLine: ["cc1"] },
    43: { cgroup: "/user.slice/user-1000.slice/session-2.scope", commandLine: ["-bash"] },
  },
);

test("all processes of a program are asked to end, and nobody else; one that may not be stopped is told with the reason", async (t) => {
  const sent: string[] = [];
  const signals: Signals = {
    send: ({ pid, startTicks }, signal) => {
      sent.push(`${signal} ${pid} ${startTicks}`);
      return pid === 42 ? failure("/proc/42", "ESRCH") : done;
    },
  };
  const machine = fakeMachine(tree(t, {}).files, { processes, signals });
  const asked: string[] = [];
  const clear: Clearance = async (_machine, _program, restraint) => {
    asked.push(restraint);
    return [];
  };
  assert.deepEqual(await endProgram(machine, "Make", clear), [{ title: "build", why: null }]);
  assert.deepEqual(asked, ["end"]);
  assert.deepEqual(sent, ["SIGTERM 41 41", "SIGTERM 42 42"]);
  const [refused] = await endProgram(machine, "bash");
  assert.match(refused?.why ?? "", /it is a terminal, or a shell/);
  assert.equal(sent.length, 2);
  assert.deepEqual(await endProgram(machine, "nobody"), []);
});
