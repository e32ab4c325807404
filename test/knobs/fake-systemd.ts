// SPDX-License-Identifier: MIT
import type { BusValue } from "../../src/machine/doors.ts";
import type { FakeService } from "../fakes/fake-bus.ts";

const NAME = "org.freedesktop.systemd1";
const ROOT = "/org/freedesktop/systemd1";

/** A unit of a fake systemd; what is not said is as for a daemon that is up and stands alone. */
export interface FakeUnit {
  state?: string;
  sub?: string;
  load?: string;
  job?: string;
  /** Its own name, where it is asked for by an alias. */
  readonly id?: string;
  readonly timer?: Readonly<Record<string, BusValue>>;
  readonly unit?: Readonly<Record<string, BusValue>>;
  /** Where its processes are; "" unless told. */
  readonly cgroup?: string;
}

const pathOf = (name: string): string => `${ROOT}/unit/${name.replaceAll(/\W/gu, "_")}`;

/** A systemd with these units by name; starting and stopping them is done at once. */
export function fakeSystemd(units: Readonly<Record<string, FakeUnit>>): Readonly<Record<string, FakeService>> {
  const row = (name: string): BusValue => {
    const it = units[name];
    const { state = "active", sub = "running", load = "loaded", job = "", id = name } = it ?? {};
    const states = it === undefined ? ["not-found", "inactive", "dead"] : [load, state, sub];
    return [id, "", ...states, "", pathOf(name), 0, job, "/"];
  };
  const turn =
    (state: string) =>
    (name: BusValue): readonly BusValue[] => {
      const it = units[String(name)];
      if (it !== undefined) it.state = state;
      return [`${ROOT}/job/7`];
    };
  const manager = {
    ListUnitsByNames: (names: BusValue) => [(names as readonly string[]).map(row)],
    StartUnit: turn("active"),
    StopUnit: turn("inactive"),
  };
  const objects = Object.entries(units).map(([name, { timer = {}, unit = {}, cgroup = "" }]) => [
    pathOf(name),
    {
      [`${NAME}.Unit`]: { RequiredBy: [], BoundBy: [], ConsistsOf: [], TriggeredBy: [], Triggers: [], ...unit },
      [`${NAME}.Service`]: { ControlGroup: cgroup },
      [`${NAME}.Timer`]: { TimersMonotonic: [], ...timer },
    },
  ]);
  return { [NAME]: { [ROOT]: { [`${NAME}.Manager`]: manager }, ...Object.fromEntries(objects) } };
}
