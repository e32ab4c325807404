// SPDX-License-Identifier: MIT

/** What a piece of text is, for those who see colours; nothing is said by colour alone. */
export type Paint = "heading" | "good" | "attention" | "bad" | "quiet" | "accent" | "chosen";

/** How lines are drawn. */
export interface Look {
  /** The width to cut and wrap to; Infinity when piped. */
  readonly columns: number;
  readonly colour: boolean;
  /** Bold and inverse; with the colours unless given. A screen has them without colours, too. */
  readonly attributes?: boolean;
  readonly signs: Signs;
}

/** Signs that not every locale can show. */
export interface Signs {
  readonly arrow: string;
  readonly ellipsis: string;
  /** An unknown value; never 0. */
  readonly unknown: string;
}

const UNICODE: Signs = { arrow: "→", ellipsis: "…", unknown: "–" };
const ASCII: Signs = { arrow: "->", ellipsis: "...", unknown: "-" };

/** Select Graphic Rendition of ECMA-48: on and off, so that other attributes stay. */
const SEQUENCES: Readonly<Record<Paint, readonly [on: number, off: number]>> = {
  heading: [1, 22],
  good: [32, 39],
  attention: [33, 39],
  bad: [31, 39],
  quiet: [2, 22],
  accent: [36, 39],
  chosen: [7, 27],
};

/** What a terminal without colours can still show. */
const ATTRIBUTES: ReadonlySet<Paint> = new Set(["heading", "chosen"]);

type Environment = Readonly<Record<string, string | undefined>>;

/** A look for a terminal of that width (80 when it does not tell), or for a pipe. */
export function lookFor(output: { readonly isTTY?: boolean; readonly columns?: number }, env: Environment): Look {
  const { NO_COLOR, TERM } = env;
  const terminal = output.isTTY === true;
  return {
    columns: terminal ? output.columns || 80 : Number.POSITIVE_INFINITY,
    colour: terminal && !NO_COLOR && TERM !== "dumb",
    signs: speaksUtf8(env) ? UNICODE : ASCII,
  };
}

export const paint = (look: Look, style: Paint, text: string): string => {
  const [on, off] = SEQUENCES[style];
  const shows = ATTRIBUTES.has(style) ? (look.attributes ?? look.colour) : look.colour;
  return shows && text !== "" ? `\u001b[${on}m${text}\u001b[${off}m` : text;
};

/** The first of the three that is set decides, as in setlocale(3). */
function speaksUtf8({ LC_ALL, LC_CTYPE, LANG }: Environment): boolean {
  return /utf-?8/i.test(LC_ALL || LC_CTYPE || LANG || "");
}
