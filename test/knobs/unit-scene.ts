// SPDX-License-Identifier: MIT
import type { TestContext } from "node:test";
import type { Caller } from "../../src/machine/doors.ts";
import { fakeBus } from "../fakes/fake-bus.ts";
import { fakeMachine, root } from "../fakes/fake-machine.ts";
import { tree } from "../fakes/tree.ts";
import { type FakeUnit, fakeSystemd } from "./fake-systemd.ts";

/** Units by their names. */
export type Units = Readonly<Record<string, FakeUnit>>;

/** What there is to be held, and who asks: root unless told. Without `users` the caller has no bus. */
export interface UnitScene {
  readonly system?: Units;
  readonly users?: Units;
  readonly files?: Readonly<Record<string, string>>;
  readonly caller?: Caller;
}

/** A machine on which that is so. */
export function machineWith(t: TestContext, { system = {}, users, files = {}, caller = root }: UnitScene) {
  const session = users === undefined ? {} : fakeSystemd(users);
  return fakeMachine(tree(t, { "/etc/": "", ...files }).files, { bus: fakeBus({ ...fakeSystemd(system) }, session), caller });
}
