// SPDX-License-Identifier: MIT
import type { CommandSpec, OptionSpec } from "./command-spec.ts";

export const DRY_RUN: OptionSpec = { name: "dry-run", about: "show what would be done, change nothing" };

/** The commands that turn travel mode on and off, in the order of the help. */
export const TRAVEL: readonly CommandSpec[] = [
  {
    name: "prepare",
    summary: "the checklist before leaving, while still plugged in",
    options: [
      { name: "last", value: "duration", about: "how long the battery has to last: 5h30m, 90m" },
      { name: "by", value: "time", about: "when the charger is unplugged: 06:30, 06:30@Europe/Berlin" },
      {
        name: "load",
        value: "app",
        repeatable: true,
        about: "load a program into memory: its name, path or desktop id (repeatable)",
      },
      { name: "run-due", about: "run the checks and backups now that fall due on the way; never upgrades" },
      { name: "cancel", about: "put the charge limit back that was raised for one full charge" },
    ],
    examples: [
      { line: "travelmode prepare", about: "what is ready, and what is to be done" },
      { line: "travelmode prepare --last 5h30m --by 06:30", about: "whether it is charged by then, and lasts" },
      { line: "sudo travelmode prepare --run-due", about: "backups and checks now rather than in the air" },
      { line: "travelmode prepare --load libreoffice --load mpv", about: "both start later without waiting for the disk" },
    ],
    load: async () => (await import("./commands/prepare.ts")).prepare,
  },
  {
    name: "on",
    summary: "turn travel mode on, or switch to another profile",
    arguments: [{ name: "profile", about: "a profile's name; else the configured one, else flight", optional: true }],
    options: [
      DRY_RUN,
      { name: "leave", value: "setting", repeatable: true, about: "leave this setting alone (repeatable)" },
      { name: "even-if-used", value: "setting", repeatable: true, about: "turn it off even if in use (repeatable)" },
      { name: "last", value: "duration", about: "the battery is to last so long: 5h30m; saves no more than that takes" },
      { name: "arrive", value: "time", about: "the same until a time of day: 18:40, or 18:40@Europe/Berlin" },
      { name: "reserve", value: "percent", about: "what is to be left by then: 5% unless told" },
      { name: "stay-on", about: "keep it on whatever is plugged in, until off" },
      { name: "foreground", about: "stay and watch here, without the service; Ctrl-C puts back" },
    ],
    examples: [
      { line: "travelmode on", about: "the usual profile" },
      { line: "travelmode on online --dry-run", about: "what the profile `online` would change" },
      { line: "travelmode on --leave wifi --leave brightness", about: "all but these two" },
      { line: "travelmode on --last 5h30m", about: "as much saving as that takes, watched and planned anew" },
      { line: "travelmode on flight --arrive 18:40@Berlin", about: "flight at least, more if it takes more" },
      { line: "travelmode on --stay-on", about: "no charger ends it, only off does" },
      { line: "sudo travelmode on --even-if-used wifi", about: "cuts what uses the Wi-Fi now" },
    ],
    load: async () => (await import("./commands/on.ts")).on,
  },
  {
    name: "off",
    summary: "put every setting back to its saved value",
    options: [
      DRY_RUN,
      { name: "forget", value: "setting", repeatable: true, about: "give up its saved value: it stays as it is (repeatable)" },
    ],
    examples: [
      { line: "travelmode off", about: "put everything back; what you changed meanwhile stays yours" },
      { line: "travelmode off --dry-run", about: "what would be put back" },
      { line: "travelmode off --forget bluetooth", about: "end it, although a lost dongle never comes back" },
    ],
    load: async () => (await import("./commands/off.ts")).off,
  },
  {
    name: "trip",
    summary: "how the journey stands; move its arrival, or end it",
    arguments: [{ name: "change", about: "+30m, -30m, or end; without it: plan, progress and margin", optional: true }],
    dashed: true,
    examples: [
      { line: "travelmode trip", about: "will it last, and what is saved for it" },
      { line: "travelmode trip +30m", about: "half an hour later; -30m: earlier" },
      { line: "travelmode trip end", about: "there: everything is put back" },
    ],
    load: async () => (await import("./commands/trip.ts")).trip,
  },
  {
    name: "pause",
    summary: "give the saved values back for a while, then go on",
    arguments: [
      { name: "duration", about: "10m, 1h30m, 90s, 45 (minutes); without it until `on` is typed", optional: true },
      { name: "part", about: "cpu, screen (with keyboard light), or all", optional: true },
    ],
    examples: [
      { line: "travelmode pause 10m", about: "ten minutes as before, for a call" },
      { line: "travelmode pause cpu 1h30m", about: "full speed for a build; the screen stays low" },
    ],
    load: async () => (await import("./commands/pause.ts")).pause,
  },
  {
    name: "auto",
    summary: "automatic mode: a profile that comes on by itself on battery",
    arguments: [{ name: "profile", about: "a profile's name, or off; without it: how it stands", optional: true }],
    examples: [
      { line: "travelmode auto online", about: "unplugged, online comes on; plugged in, it goes" },
      { line: "travelmode auto off", about: "only by hand again" },
      { line: "travelmode auto", about: "which profile it is" },
    ],
    load: async () => (await import("./commands/auto.ts")).auto,
  },
  {
    name: "run",
    summary: "travel mode while a command runs",
    arguments: [{ name: "command", about: "the command, with its own options, behind --", repeatable: true }],
    options: [{ name: "profile", value: "name", about: "this profile instead of the usual one" }],
    examples: [
      { line: "travelmode run -- mpv film.mkv", about: "as long as the film" },
      { line: "travelmode run --profile online -- make -j4", about: "its exit status is that of make" },
    ],
    load: async () => (await import("./commands/run.ts")).run,
  },
];
