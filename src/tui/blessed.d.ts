// SPDX-License-Identifier: MIT

/** The part of blessed 0.1.81 that is used, as it really behaves; loading the two widgets alone is 12 ms cheaper than all of it. */

declare module "blessed/lib/widgets/screen.js" {
  interface Key {
    readonly full?: string;
    readonly name?: string;
    readonly ch?: string;
    /** The bytes, for sequences that have no name: "\u001b[I". */
    readonly sequence: string;
    readonly ctrl: boolean;
    readonly meta: boolean;
  }

  interface Program {
    readonly input: NodeJS.ReadStream;
    readonly output: NodeJS.WriteStream;
    /** What was typed, before it is taken apart into keys. */
    on(event: "data", heard: (bytes: Buffer) => void): void;
    on(event: "keypress", heard: (character: string | undefined, key: Key) => void): void;
    /** Writes at once, past the buffer. */
    _write(text: string): void;
    flush(): void;
  }

  interface Screen {
    readonly program: Program;
    readonly width: number;
    readonly height: number;
    on(event: "resize", heard: () => void): void;
    render(): void;
    /** Everything is drawn anew by the next render. */
    realloc(): void;
    enter(): void;
    leave(): void;
    destroy(): void;
  }

  interface ScreenOptions {
    readonly terminal: string;
    readonly smartCSR: boolean;
    readonly fullUnicode: boolean;
    readonly forceUnicode: boolean;
    readonly resizeTimeout: number;
  }

  const screen: (options: ScreenOptions) => Screen;
  export default screen;
}

declare module "blessed/lib/widgets/box.js" {
  import type screen from "blessed/lib/widgets/screen.js";

  interface Box {
    setContent(text: string): void;
  }

  interface BoxOptions {
    readonly parent: ReturnType<typeof screen>;
    readonly top: number;
    readonly left: number;
    readonly width: string;
    readonly height: string;
    readonly tags: boolean;
    readonly wrap: boolean;
  }

  const box: (options: BoxOptions) => Box;
  export default box;
}
