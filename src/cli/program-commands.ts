// SPDX-License-Identifier: MIT
import type { ArgumentSpec, CommandSpec } from "./command-spec.ts";

const PROGRAM: ArgumentSpec = { name: "program", about: "as `travelmode top` calls it, its unit or its program" };

/** The hand on a single program, in the order of the help: from the gentlest to the end of it, and the way back. */
export const PROGRAM_COMMANDS: readonly CommandSpec[] = [
  {
    name: "slow",
    summary: "slow a program: a fifth of a CPU at most, until travel mode ends",
    arguments: [PROGRAM],
    examples: [
      { line: "travelmode slow firefox", about: "it goes on, answers, and does not heat" },
      { line: "travelmode slow firefox,nextcloud", about: "both of them" },
    ],
    load: async () => (await import("./commands/restrain.ts")).restrain("slow"),
  },
  {
    name: "freeze",
    summary: "freeze a program: it stands still until travel mode ends",
    arguments: [PROGRAM],
    examples: [{ line: "travelmode freeze syncthing", about: "it uses nothing and answers nobody until it is thawed" }],
    load: async () => (await import("./commands/restrain.ts")).restrain("freeze"),
  },
  {
    name: "hold",
    summary: "hold a service with what starts it, or a timer, socket or path, until travel mode ends",
    arguments: [{ name: "unit", about: "its whole name; without a type, a service's" }],
    examples: [
      { line: "travelmode hold weather.timer", about: "nothing new begins; what has begun is left to finish" },
      { line: "travelmode hold syncthing", about: "syncthing.service, stopped, with what would start it" },
    ],
    load: async () => (await import("./commands/hold.ts")).hold,
  },
  {
    name: "thaw",
    summary: "let go on what is frozen, slowed or held; without a name, tell what is",
    arguments: [{ ...PROGRAM, optional: true }],
    examples: [
      { line: "travelmode thaw", about: "what is frozen, slowed or held now" },
      { line: "travelmode thaw syncthing", about: "it goes on at full speed, and is left alone from then on" },
    ],
    load: async () => (await import("./commands/thaw.ts")).thaw,
  },
  {
    name: "end",
    summary: "ask a program to end; its name is asked again",
    arguments: [PROGRAM],
    options: [{ name: "yes", about: "end it without asking for the name again" }],
    examples: [
      { line: "travelmode end blender", about: "asks for its name once more, then asks it to end" },
      { line: "travelmode end blender --yes", about: "in a script, where nobody can be asked" },
    ],
    load: async () => (await import("./commands/end.ts")).end,
  },
];
