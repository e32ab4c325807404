// SPDX-License-Identifier: MIT
import type { Knob, Setting, Wish } from "../../src/knobs/knob.ts";
import type { Files, Machine } from "../../src/machine/doors.ts";
import { absent, done, failure, mapReading, type RawText, rawText, value } from "../../src/machine/reading.ts";
import type { Profile } from "../../src/profile/profile.ts";
import { fakeMachine } from "../fakes/fake-machine.ts";

/** The moment at which the process dies; after it no door opens any more. */
export class Crash extends Error {}

/**
 * A machine of three files with the manners that matter: `mode` drags `level` along, `level` is refused (EBUSY) while mode is
 * "locked" and clamped to 9, `cap` resets the level when it is lifted. `step` is called at each instant at which a process could die.
 */
export interface Toy {
  readonly machine: Machine;
  readonly contents: Map<string, string>;
}

export function toy(contents: Readonly<Record<string, string>>, step: (what: string) => void = () => {}): Toy {
  const map = new Map(Object.entries({ boot: "boot-1", ...contents }));
  return { contents: map, machine: fakeMachine(toyFiles(map, step)) };
}

const BOOT_ID = "/proc/sys/kernel/random/boot_id";

function toyFiles(contents: Map<string, string>, step: (what: string) => void): Files {
  const name = (path: string): string => (path === BOOT_ID ? "boot" : path.slice(1));
  return {
    read: (path) => {
      step(`read ${path}`);
      const text = contents.get(name(path));
      return text === undefined ? absent : value(text);
    },
    readEnd: () => absent,
    list: () => absent,
    link: () => absent,
    resolve: () => absent,
    stat: () => absent,
    space: () => absent,
    setModified: (path) => failure(path, "EACCES"),
    writable: (path) => contents.has(name(path)),
    write: (path, text) => {
      step(`before writing ${path}`);
      const writing = write(contents, name(path), text);
      step(`after writing ${path}`);
      return writing;
    },
  };
}

function write(contents: Map<string, string>, name: string, text: string): ReturnType<Files["write"]> {
  if (!contents.has(name)) return failure(`/${name}`, "ENOENT");
  if (text === "broken") return failure(`/${name}`, "EINVAL");
  if (name === "level" && contents.get("mode") === "locked") return failure("/level", "EBUSY");
  contents.set(name, name === "level" && Number(text) > 9 ? "9" : text);
  if (name === "mode" && text !== "locked") contents.set("level", text === "thrifty" ? "2" : "5");
  if (name === "cap" && text === "100" && contents.get("mode") !== "locked") contents.set("level", "5");
  return done;
}

/** The three knobs; `mode` goes first on the way in, and on the way back unless its original locks the level. */
export const TOY_KNOBS: readonly Knob[] = [
  toyKnob("toy.mode", { enterRank: 10, alsoMoves: ["toy.level"], restoreRank: (original) => (original === "locked" ? 90 : 10) }),
  toyKnob("toy.level", { enterRank: 20, alsoMoves: [], restoreRank: () => 20 }),
  toyKnob("toy.cap", { enterRank: 30, alsoMoves: ["toy.level"], restoreRank: () => 15, lasts: "kept" }),
];

interface ToyParts extends Pick<Knob, "alsoMoves">, Pick<Setting, "enterRank" | "restoreRank"> {
  readonly lasts?: "boot" | "kept";
}

function toyKnob(id: string, parts: ToyParts): Knob {
  return {
    id,
    title: `Toy ${id.slice(4)}`,
    shortNames: [],
    about: "",
    grammar: { words: [] },
    risk: "safe",
    minor: false,
    alsoMoves: parts.alsoMoves,
    find: async ({ files }) => {
      const path = `/${id.slice(4)}`;
      return files.read(path).kind === "absent"
        ? { settings: [], missing: "no such toy" }
        : { settings: [toySetting(files, { id, path, parts })] };
    },
  };
}

function toySetting(files: Files, { id, path, parts }: { id: string; path: string; parts: ToyParts }): Setting {
  return {
    id: `${id}/only`,
    knob: id,
    place: "only",
    lasts: parts.lasts ?? "boot",
    enterRank: parts.enterRank,
    restoreRank: parts.restoreRank,
    read: async () => mapReading(files.read(path), rawText),
    encode: ([wish]) => ({ kind: "to", raw: rawText(String(wish)) }),
    ways: [{ kind: "file", name: "toyfs", path }],
    show: (raw: RawText) => raw,
  };
}

export const profile = (name: string, wishes: Readonly<Record<string, Wish>>): Profile => ({
  name,
  title: "",
  onCharger: "all",
  wishes,
  source: "",
});
