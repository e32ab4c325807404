// SPDX-License-Identifier: MIT
import type { Run } from "./session.ts";

/** A command as data: the parser is built from it, and so are completions and manual pages. */
export interface CommandSpec {
  readonly name: string;
  readonly summary: string;
  readonly arguments?: readonly ArgumentSpec[];
  readonly options?: readonly OptionSpec[];
  readonly examples?: readonly Example[];
  readonly hidden?: boolean;
  /** Runs on a simulated laptop of its own, as it left the factory. */
  readonly fresh?: boolean;
  /** On a simulated laptop time runs meanwhile, as it does with --foreground. */
  readonly lives?: boolean;
  /** Its argument may begin with a dash: -30m. */
  readonly dashed?: boolean;
  readonly commands?: readonly CommandSpec[];
  /** The command that a group runs when it is named alone. */
  readonly bare?: string;
  /** Loads the command when it is called: each library costs start-up time. */
  readonly load?: () => Promise<Run>;
}

export interface ArgumentSpec {
  readonly name: string;
  readonly about: string;
  readonly optional?: boolean;
  /** Takes all words that follow. */
  readonly repeatable?: boolean;
  readonly choices?: readonly string[];
}

export interface OptionSpec {
  /** Without the dashes: "dry-run". */
  readonly name: string;
  readonly about: string;
  /** The name of its value, where it takes one. */
  readonly value?: string;
  /** Whether it may stand without its value. */
  readonly bareToo?: boolean;
  readonly repeatable?: boolean;
}

export interface Example {
  readonly line: string;
  readonly about: string;
}
