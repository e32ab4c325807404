// SPDX-License-Identifier: MIT
import type { CommandSpec, OptionSpec } from "./command-spec.ts";
import { PROGRAM_COMMANDS } from "./program-commands.ts";
import { DRY_RUN, TRAVEL } from "./travel-commands.ts";

/** The simulated laptops that there are; the first is the usual one. */
export const MODELS = ["intel", "amd", "thinkpad", "arm", "bare"] as const;

export const GLOBAL_OPTIONS: readonly OptionSpec[] = [
  {
    name: "sim",
    value: "model",
    bareToo: true,
    about: `use a simulated laptop: ${MODELS.join(", ")}; intel without a MODEL`,
  },
  { name: "json", about: "print a JSON document instead of text" },
  { name: "quiet", about: "print faults and questions only" },
  { name: "verbose", about: "print what was left as it is, too" },
];

const CUT: OptionSpec = { name: "even-if-used", about: "turn it off even if in use" };

const radio = (name: string, title: string): CommandSpec => ({
  name,
  summary: `turn ${title} on or off by hand, or hand it back to the profile`,
  arguments: [{ name: "action", about: "on, off, or back: as the profile has it again", choices: ["on", "off", "back"] }],
  options: [CUT],
  examples: [
    { line: `travelmode ${name} on`, about: `${title} on, whatever the profile says; it stays yours` },
    { line: `travelmode ${name} back`, about: "let the profile decide again" },
  ],
  load: async () => (await import("./commands/radio.ts")).radio(name),
});

const PROFILES: readonly CommandSpec[] = [
  {
    name: "list",
    summary: "the profiles that there are",
    load: async () => (await import("./commands/profiles.ts")).listProfiles,
  },
  {
    name: "show",
    summary: "what a profile wishes",
    arguments: [{ name: "name", about: "a profile's name" }],
    examples: [{ line: "travelmode profiles show flight", about: "the wishes of `flight`, with what it extends" }],
    load: async () => (await import("./commands/profiles.ts")).showProfile,
  },
  {
    name: "check",
    summary: "look for mistakes in a profile",
    arguments: [{ name: "profile", about: "a profile's name or a file" }],
    examples: [{ line: "travelmode profiles check ./train.toml", about: "names line, column and key of each mistake" }],
    load: async () => (await import("./commands/profiles.ts")).checkProfile,
  },
  {
    name: "path",
    summary: "the folders in which profiles are looked for",
    load: async () => (await import("./commands/profiles.ts")).profilePath,
  },
];

/** Every command, in the order of the help. */
export const ROOT: CommandSpec = {
  name: "travelmode",
  summary: "Makes a laptop's battery last the journey, and puts every setting back exactly as it was.",
  bare: "tui",
  examples: [
    { line: "travelmode", about: "the screen: how long it lasts, what is held, other profiles" },
    { line: "travelmode on", about: "before boarding: the usual profile (flight)" },
    { line: "travelmode wifi on", about: "one thing by hand, in the middle of it all" },
    { line: "travelmode off", about: "put everything back" },
    { line: "travelmode --sim", about: "watch the story on a simulated laptop" },
  ],
  commands: [
    {
      name: "tui",
      summary: "the screen: time left, profiles, every setting; status where there is no terminal",
      options: [{ name: "refresh", value: "seconds", about: "look every so many seconds; else 2 on a charger, 5 on battery" }],
      examples: [
        { line: "travelmode tui", about: "the same as travelmode alone; ? shows its keys" },
        { line: "travelmode --sim tui", about: "on a simulated laptop, an hour in three minutes" },
      ],
      lives: true,
      load: async () => (await import("./commands/tui.ts")).tui,
    },
    ...TRAVEL,
    {
      name: "status",
      summary: "what travel mode has changed, with the values now",
      examples: [
        { line: "travelmode status", about: "saved value, applied value and value now of each setting" },
        { line: "travelmode status --json", about: "the same for scripts" },
      ],
      load: async () => (await import("./commands/status.ts")).status,
    },
    {
      name: "battery",
      summary: "batteries and chargers, as the kernel tells them",
      options: [{ name: "root", value: "dir", about: "read the tree below this folder instead of /" }],
      examples: [
        { line: "travelmode battery", about: "charge, rate, health of each battery" },
        { line: "travelmode battery --json --root ./recorded", about: "of a recorded tree, as JSON" },
      ],
      load: async () => (await import("./commands/battery.ts")).battery,
    },
    {
      name: "history",
      summary: "every time on battery: how long, how much, under which profile, what sleep took",
      options: [
        { name: "all", about: "all that is on record; else the 20 newest" },
        { name: "raw", value: "file", about: "write each reading as a line of JSON, to share or to replay" },
      ],
      examples: [
        { line: "travelmode history", about: "a row for each time on battery, and what they came to" },
        { line: "travelmode history --verbose", about: "with each setting that was changed" },
        { line: "travelmode history --raw readings.jsonl", about: "the readings themselves" },
      ],
      load: async () => (await import("./commands/history.ts")).history,
    },
    {
      name: "report",
      summary: "the newest time on battery, and all others, as a page to look at, keep and print",
      options: [
        { name: "html", value: "file", about: "the page to write; - for standard output" },
        { name: "quick", about: "without a look of ten seconds at who uses the power now" },
      ],
      examples: [
        { line: "travelmode report --html battery.html", about: "one file: no network, no script" },
        { line: "travelmode --sim report --html battery.html", about: "of a simulated laptop, whose past is made up" },
      ],
      load: async () => (await import("./commands/report.ts")).report,
    },
    {
      name: "top",
      summary: "who eats the power: programs by estimated watts, CPU and wake-ups",
      options: [
        { name: "processes", about: "single processes instead of applications" },
        { name: "for", value: "duration", about: "how long to look: 10s unless told; shorter looks give no watts" },
      ],
      examples: [
        { line: "travelmode top", about: "ten seconds of all applications" },
        { line: "travelmode top --for 3m", about: "a longer look, which fits the estimate to this laptop" },
        { line: "sudo travelmode top --processes", about: "each process, with the disk use of all users" },
      ],
      load: async () => (await import("./commands/top.ts")).top,
    },
    {
      name: "set",
      summary: "set one thing by hand; it stays yours while travel mode is on",
      arguments: [
        { name: "setting", about: "brightness, wifi, turbo, cpu.epp ..." },
        { name: "value", about: "a word or a number, as `travelmode explain SETTING` lists them; saved; or back" },
      ],
      options: [CUT],
      examples: [
        { line: "travelmode set brightness 70", about: "the screen at 70 %" },
        { line: "travelmode set turbo saved", about: "the CPU's boost as it was before travel mode" },
        { line: "travelmode set turbo back", about: "as the profile has it again" },
      ],
      load: async () => (await import("./commands/set.ts")).set,
    },
    ...PROGRAM_COMMANDS,
    radio("wifi", "Wi-Fi"),
    radio("bluetooth", "Bluetooth"),
    {
      name: "profiles",
      summary: "list, show and check profiles",
      bare: "list",
      commands: PROFILES,
      examples: [
        { line: "travelmode profiles", about: "the profiles that there are" },
        { line: "travelmode profiles check ./train.toml", about: "look for mistakes in a file" },
      ],
    },
    {
      name: "explain",
      summary: "what a setting saves, costs and needs, and its value here",
      arguments: [{ name: "setting", about: "brightness, wifi, turbo, cpu.epp; all of them without", optional: true }],
      examples: [
        { line: "travelmode explain turbo", about: "about the CPU's boost" },
        { line: "travelmode explain", about: "the settings that there are" },
      ],
      load: async () => (await import("./commands/explain.ts")).explain,
    },
    {
      name: "measure",
      summary: "what settings save on this laptop, measured on battery with them and without",
      arguments: [
        {
          name: "setting",
          about: "turbo, brightness=40 ...: as the usual profile wishes it, or a value; without it all that are worth it",
          optional: true,
          repeatable: true,
        },
      ],
      options: [{ name: "yes", about: "begin without asking" }],
      examples: [
        { line: "travelmode measure turbo", about: "half an hour; says so first, and asks" },
        { line: "travelmode measure brightness=40 wifi", about: "one after the other" },
        { line: "travelmode --sim measure turbo", about: "on a simulated laptop, in some seconds" },
      ],
      load: async () => (await import("./commands/measure.ts")).measure,
    },
    {
      name: "doctor",
      summary: "what this laptop offers, who else turns it, and what to do about it",
      examples: [{ line: "travelmode doctor", about: "a check-up that changes nothing" }],
      load: async () => (await import("./commands/doctor.ts")).doctor,
    },
    {
      name: "install",
      summary: "install the service for all users (root)",
      options: [DRY_RUN],
      examples: [
        { line: "sudo travelmode install", about: "travel mode without a password, ended by a charger" },
        { line: "travelmode install --dry-run", about: "which files it would write" },
      ],
      load: async () => (await import("./commands/install.ts")).install,
    },
    {
      name: "uninstall",
      summary: "put everything back and remove the service (root)",
      options: [DRY_RUN, { name: "force", about: "remove it even if not everything could be put back" }],
      examples: [
        { line: "sudo travelmode uninstall", about: "nothing of it is left" },
        { line: "travelmode uninstall --dry-run", about: "which files it would remove" },
      ],
      load: async () => (await import("./commands/install.ts")).uninstall,
    },
    {
      name: "story",
      summary: "a journey on the simulated laptop",
      hidden: true,
      fresh: true,
      load: async () => (await import("./story.ts")).story,
    },
  ],
};
