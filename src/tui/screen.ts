// SPDX-License-Identifier: MIT
import type { Look } from "../text/look.ts";
import { BEGUN, keyboard } from "./keyboard.ts";
import type { Size } from "./state.ts";

/** The terminal as a screen: lines in, keys out. The only file that knows blessed; its quirks, and the cures for them, stay in here. */
export interface Screen {
  /** Tells of keys, size and focus from now on. */
  listen(events: ScreenEvents): void;
  size(): Size;
  /** As many lines as there are rows; SGR sequences of text/look.ts are understood. */
  draw(lines: readonly string[]): void;
  /** Draws everything anew by the next `draw`: another program has written on the terminal. */
  spoil(): void;
  /** Gives the terminal back as it was, for another program; answers what takes it again. */
  stepAside(): () => void;
  /** Stops this process as Ctrl-Z does; takes the terminal again when it goes on. */
  suspend(resumed: () => void): void;
  /** The terminal as it was before; doing so twice does no harm. */
  close(): void;
}

export interface ScreenEvents {
  /** "a", "enter", "S-tab", "C-c" ... */
  readonly onKey: (key: string) => void;
  readonly onResize: (size: Size) => void;
  /** Where the terminal tells. */
  readonly onFocus: (focused: boolean) => void;
}

/**
 * Takes the terminal. Every terminal but the simplest is driven as xterm-256color: blessed cannot read the terminfo files of today's ncurses,
 * and those of kitty, foot, alacritty and tmux understand what is used here.
 */
export async function openScreen(look: Look, term: string): Promise<Screen> {
  // Read when blessed is loaded: without it lines are drawn in the character set of a VT100.
  if (isUtf8(look)) process.env["NCURSES_NO_UTF8_ACS"] = "1";
  const [{ default: blessedScreen }, { default: blessedBox }] = await Promise.all([
    import("blessed/lib/widgets/screen.js"),
    import("blessed/lib/widgets/box.js"),
  ]);
  const isSimple = /^(?:linux|vt\d)/u.test(term);
  const screen = blessedScreen({
    terminal: isSimple ? term : "xterm-256color",
    smartCSR: true,
    fullUnicode: true,
    forceUnicode: isUtf8(look),
    resizeTimeout: RESIZE_MS,
  });
  const box = blessedBox({ parent: screen, top: 0, left: 0, width: "100%", height: "100%", tags: false, wrap: false });
  // The terminal is gone: SIGHUP says so, too, and ends us.
  screen.program.input.on("error", () => undefined);
  screen.program.output.on("error", () => undefined);
  return handle(screen, box, isSimple);
}

type BlessedScreen = ReturnType<typeof import("blessed/lib/widgets/screen.js")["default"]>;
type BlessedBox = ReturnType<typeof import("blessed/lib/widgets/box.js")["default"]>;

function handle(screen: BlessedScreen, box: BlessedBox, isSimple: boolean): Screen {
  const { program } = screen;
  const tellFocus = (on: boolean): void => {
    if (!isSimple) program._write(on ? FOCUS_ON : FOCUS_OFF);
  };
  const size = (): Size => ({ columns: screen.width, rows: screen.height });
  let isAside = false;
  const stepAside = (): (() => void) => {
    isAside = true;
    tellFocus(false);
    screen.leave();
    program.input.setRawMode(false);
    program.input.pause();
    return () => {
      isAside = false;
      program.input.setRawMode(true);
      program.input.resume();
      screen.enter();
      tellFocus(true);
      screen.realloc();
    };
  };
  let close = (): void => {
    tellFocus(false);
    screen.destroy();
  };
  return {
    listen(events) {
      const keys = keyboard(events);
      program.on("keypress", (character, key) => keys.pressed(key.full ?? character ?? ""));
      program.on("data", (bytes) => TORN.test(String(bytes)) && keys.pressed(BEGUN));
      program.input.on("keypress", (_, key: { readonly sequence?: string } | undefined) => focusOf(key?.sequence, events));
      screen.on("resize", () => events.onResize(size()));
      tellFocus(true);
    },
    size,
    draw(lines) {
      if (isAside) return;
      box.setContent(lines.map((line) => cured(line, isSimple)).join("\n"));
      screen.render();
    },
    spoil: () => screen.realloc(),
    stepAside,
    suspend(resumed) {
      const takeAgain = stepAside();
      let isAway = true;
      const back = (): void => {
        if (!isAway) return;
        isAway = false;
        process.off("SIGCONT", back);
        takeAgain();
        resumed();
      };
      process.once("SIGCONT", back);
      process.kill(process.pid, "SIGTSTP");
      // Where no shell could let it go on (a terminal that runs nothing else), the kernel does not stop it.
      setTimeout(back, NOT_STOPPED_MS);
    },
    close: () => {
      close();
      close = () => {};
    },
  };
}

const RESIZE_MS = 50;
const NOT_STOPPED_MS = 200;

/** The beginning of an arrow, with nothing behind it yet. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what sequences begin with
const TORN = /\u001b\[[\d;]*$/u;

/** xterm's focus reports; terminals that know none are silent. */
const FOCUS_ON = "\u001b[?1004h";
const FOCUS_OFF = "\u001b[?1004l";

function focusOf(sequence: string | undefined, { onFocus }: ScreenEvents): void {
  if (sequence === "\u001b[I") onFocus(true);
  if (sequence === "\u001b[O") onFocus(false);
}

const isUtf8 = ({ signs }: Look): boolean => signs.arrow === "→";

/** blessed knows no faint letters. Grey is as quiet; where there are only eight colours it would be black. */
const cured = (line: string, isSimple: boolean): string => line.replace(FAINT, isSimple ? "$1" : "\u001b[90m$1\u001b[39m");

// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what sequences begin with
const FAINT = /\u001b\[2m(.*?)\u001b\[22m/gu;
