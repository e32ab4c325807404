// SPDX-License-Identifier: MIT
import { Argument, Command, Option } from "commander";
import { paint } from "../text/look.ts";
import type { ArgumentSpec, CommandSpec, OptionSpec } from "./command-spec.ts";
import { GLOBAL_OPTIONS, ROOT } from "./command-tree.ts";
import { exampleLines, helpWidth } from "./examples.ts";
import { reportFault } from "./faults.ts";
import type { Input, Surroundings } from "./session.ts";
import type { Terminal } from "./terminal.ts";
import { VERSION } from "./version.ts";
import { beforeDashes, completeWords } from "./words.ts";

/** Runs the command line (without node and script) and answers the exit status; never throws. */
export async function runCli(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const { terminal } = surroundings;
  let status = 0;
  try {
    const words = completeWords(argv, ROOT);
    const program = parser(terminal, commandsFor(words), async (spec, input) => {
      status = await runCommand(spec, input, surroundings);
    });
    await program.parseAsync([...words], { from: "user" });
    return status;
  } catch (error) {
    const ours = beforeDashes(argv);
    return reportFault(error, terminal, { json: ours.includes("--json"), verbose: ours.includes("--verbose") });
  }
}

/** Only what is named is set up, a third of commander's time; all of it for a help, a slip or no command at all. */
function commandsFor(words: readonly string[]): readonly CommandSpec[] {
  const { commands = [] } = ROOT;
  const named = commands.filter(({ name }) => words.includes(name));
  return named.length > 0 ? named : commands;
}

type Act = (spec: RunnableSpec, input: Input) => Promise<void>;
type RunnableSpec = CommandSpec & Required<Pick<CommandSpec, "load">>;

async function runCommand({ load, fresh, lives }: RunnableSpec, input: Input, surroundings: Surroundings): Promise<number> {
  const { openLaptop, ...others } = surroundings;
  const run = await load();
  const laptop = await openLaptop({
    model: input.text("sim"),
    fresh: fresh === true,
    lives: lives === true || input.flag("foreground"),
  });
  try {
    const options = { json: input.flag("json"), quiet: input.flag("quiet"), verbose: input.flag("verbose") };
    return await run({ ...others, ...options, laptop }, input);
  } finally {
    await laptop.close();
  }
}

function parser(terminal: Terminal, commands: readonly CommandSpec[], act: Act): Command {
  const program = new Command(ROOT.name)
    .description(ROOT.summary)
    .version(VERSION, "--version", "print the version")
    .helpOption("-h, --help", "print help")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.err(text.trimEnd()),
      outputError: () => undefined,
      getOutHelpWidth: () => helpWidth(terminal.look),
      getOutHasColors: () => terminal.look.colour,
    })
    .helpCommand("help [command]", "print help about a command")
    .configureHelp({
      showGlobalOptions: true,
      minWidthToWrap: NARROWEST_HELP,
      optionTerm: ({ flags }) => flags.replace(/ \[(\w+)\]$/u, (_, name: string) => `[=${name.toUpperCase()}]`),
      subcommandTerm: termOf,
      styleTitle: (title) => paint(terminal.look, "heading", title),
    });
  for (const option of GLOBAL_OPTIONS) program.addOption(optionFrom(option));
  program.addHelpText("after", () => exampleLines(ROOT, terminal.look).join("\n"));
  for (const spec of commands) addCommand(program, spec, { terminal, act });
  return program;
}

/** Below this, commander leaves descriptions unwrapped. */
const NARROWEST_HELP = 16;

/** A command with its arguments, for a list of commands. */
const termOf = (command: Command): string => [command.name(), ...command.registeredArguments.map(argumentTerm)].join(" ");

function argumentTerm(argument: Argument): string {
  const term = `${argument.name()}${argument.variadic ? "..." : ""}`;
  return argument.required ? `<${term}>` : `[${term}]`;
}

function addCommand(parent: Command, spec: CommandSpec, how: { readonly terminal: Terminal; readonly act: Act }): void {
  const command = parent.command(spec.name, { hidden: spec.hidden === true }).description(spec.summary);
  if (spec.dashed === true) command.allowUnknownOption();
  for (const argument of spec.arguments ?? []) command.addArgument(argumentFrom(argument));
  for (const option of spec.options ?? []) command.addOption(optionFrom(option));
  command.addHelpText("after", () => exampleLines(spec, how.terminal.look).join("\n"));
  for (const inner of spec.commands ?? []) addCommand(command, inner, how);
  const { load } = spec;
  if (load !== undefined) command.action(async () => how.act({ ...spec, load }, inputOf(command, spec)));
}

function optionFrom({ name, about, value, bareToo, repeatable }: OptionSpec): Option {
  const takes = bareToo === true ? ` [${value}]` : ` <${value}>`;
  const option = new Option(`--${name}${value === undefined ? "" : takes}`, about);
  if (repeatable !== true) return option;
  return option.argParser((one: string, before: readonly string[] | undefined) => [...(before ?? []), one]);
}

function argumentFrom({ name, about, optional, repeatable, choices }: ArgumentSpec): Argument {
  const term = `${name}${repeatable === true ? "..." : ""}`;
  const argument = new Argument(optional === true ? `[${term}]` : `<${term}>`, about);
  return choices === undefined ? argument : argument.choices(choices);
}

function inputOf(command: Command, { arguments: named = [] }: CommandSpec): Input {
  const options: Readonly<Record<string, unknown>> = command.optsWithGlobals();
  const optionOf = (name: string): unknown => options[new Option(`--${name}`).attributeName()];
  const argumentOf = (name: string): unknown => command.processedArgs[named.findIndex((argument) => argument.name === name)];
  const textOf = (it: unknown): string | undefined => (typeof it === "string" ? it : undefined);
  const listOf = (it: unknown): readonly string[] => (Array.isArray(it) ? it.filter((one) => typeof one === "string") : []);
  return {
    argument: (name) => textOf(argumentOf(name)),
    flag: (name) => optionOf(name) === true,
    text: (name) => textOf(optionOf(name)),
    list: (name) => listOf(optionOf(name) ?? argumentOf(name)),
  };
}
