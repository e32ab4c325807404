// SPDX-License-Identifier: MIT
import type { BusCall, Machine } from "../machine/doors.ts";
import type { ProcessKey } from "../machine/processes.ts";
import type { RawText, Reading } from "../machine/reading.ts";

/** "cpu.epp", "radio.wifi": a kind of thing that can be turned. */
export type KnobId = string;

/** "cpu.epp/policy0": one place where a knob's value lives; the part behind the slash survives reboot and hotplug. */
export type SettingId = `${KnobId}/${string}`;

/** Alternatives in order of preference; the first that this machine knows is taken. Of a knob whose grammar says `all`: a set. */
export type Wish = readonly [WishValue, ...WishValue[]];
export type WishValue = string | number;

/** By hand, every knob takes this word too: the value from before travel mode, to the letter. No profile does. */
export const SAVED = "saved";

/**
 * A kind of thing that can be turned. A knob finds its settings and knows how their values are spelt; it knows
 * nothing of profiles, journal or screen, and writes nothing itself.
 */
export interface Knob {
  readonly id: KnobId;
  /** As users read it: "CPU energy preference". */
  readonly title: string;
  /** Names that are accepted wherever a setting is named: "wifi", "brightness". */
  readonly shortNames: readonly string[];
  /** What it saves, what it costs, what it needs; `travelmode explain` prints it. */
  readonly about: string;
  readonly grammar: WishGrammar;
  /** Risky ones are in no shipped profile. `risky by name`: its words are safe, what a person names instead may not be. */
  readonly risk: "safe" | "risky" | "risky by name";
  /** Minor ones share one line of the report. */
  readonly minor: boolean;
  /** Knobs whose settings may move when this one is written; their originals are journaled first. */
  readonly alsoMoves: readonly KnobId[];
  /** Why this may not be wished for by hand while travel mode is off: what nobody would put back. */
  needsTravelMode?(wish: Wish): string | undefined;
  /** `interest`: of knobs whose settings are too many to find them all, only those that are meant are found. */
  find(machine: Machine, interest?: Interest): Promise<Found>;
}

/** What somebody is after: what is wished for, and what has been turned already. */
export interface Interest {
  readonly wish?: Wish | undefined;
  readonly journaled: readonly SettingId[];
  /** A keeper is there, which acts before sleep and shutdown. */
  readonly watched: boolean;
}

/** Whether a wish may do harm. What needs no travel mode only gives back. */
export const mayHarm = ({ risk, grammar, needsTravelMode }: Knob, wish: Wish): boolean =>
  (risk === "risky" || (risk === "risky by name" && wish.some((one) => !grammar.words.includes(String(one))))) &&
  (needsTravelMode === undefined || needsTravelMode(wish) !== undefined);

/** What may be wished for: one of the words, or a number in the range. `leave` is every knob's, and not listed. */
export interface WishGrammar {
  readonly words: readonly string[];
  /** Several are no alternatives: all of them are meant. */
  readonly all?: true;
  readonly number?: { readonly min: number; readonly max: number; readonly unit: string };
  /** Texts of the user's own, such as the names of programs. `takes`: what they are, for a sentence. */
  readonly text?: { readonly pattern: RegExp; readonly takes: string };
}

/** The settings of this machine; where there are none, why. */
export interface Found {
  readonly settings: readonly Setting[];
  /** "this kernel has no CPU frequency control": the reason for an empty list. */
  readonly missing?: string;
}

export interface Setting {
  readonly id: SettingId;
  readonly knob: KnobId;
  /** The place, for a table: "policy0", "eDP-1". */
  readonly place: string;
  /** `boot`: gone with a reboot. `kept`: firmware, systemd or a service brings it back after one. */
  readonly lasts: "boot" | "kept";
  /** Position among all settings on the way in and on the way back; lower goes first. */
  readonly enterRank: number;
  restoreRank(original: RawText): number;
  /** Why no wish may be applied to it (an owner's, or only dragged along); it is put back all the same. */
  readonly heldBy?: string;
  read(): Promise<Reading<RawText>>;
  /** The text for the first alternative that is known here, or why there is none. `original` is the value before travel mode. */
  encode(wish: Wish, original: RawText): Encoded;
  /** The ways to write it, the best first; the first that is open is taken. */
  readonly ways: readonly Way[];
  /** "2400000" as "2.4 GHz". */
  show(raw: RawText): string;
  /** The file takes a write and shows it a moment later (about half a second behind some embedded controllers). */
  readonly showsLater?: true;
  /** No write to another setting moves it, of this knob or any: it is journaled only once it is turned itself. */
  readonly standsAlone?: true;
  /** A lower number than ours is still ours: desktops dim lights when idle. */
  readonly lowerIsOurs?: true;
  /** Whether a value found later is still ours; equality unless given. */
  stillOurs?(settled: RawText, now: RawText): boolean;
  /** Whether a read-back that differs in letters is the value asked for; equality unless given. */
  accepts?(written: RawText, found: RawText): boolean;
  /** It can come to its end like a process does; then nothing is left to be put back. */
  readonly mortal?: true;
  /** Goes back when travel mode ends, whoever has turned it last. */
  readonly alwaysBack?: true;
  /** Why this value may not be written now, whoever wants it. Asked for the plan, and again right before writing; never of the original. */
  refusals?(to: RawText): Promise<readonly string[]>;
  /** What would be cut off if this value were written now. Asked right before writing. */
  usesCutBy?(to: RawText): Promise<readonly Use[]>;
  /** What writing alone does not bring back (connections, VPNs). */
  readonly revival?: Revival;
  /** The sentence to end with when it has been turned off: "Wi-Fi is off. Back with: travelmode wifi on". */
  wayBack?(raw: RawText): string | undefined;
}

export type Encoded =
  | { readonly kind: "to"; readonly raw: RawText }
  /** Already thriftier, or not to be touched: nothing is wrong. `wished`: what a person who sets it by hand gets all the same. */
  | { readonly kind: "leave"; readonly why: string; readonly wished?: RawText }
  /** This machine cannot do it. */
  | { readonly kind: "unavailable"; readonly why: string }
  /** The wish is about other settings of the knob: nothing is to be said. */
  | { readonly kind: "not meant" };

export type Way =
  | {
      readonly kind: "file";
      /** "sysfs", "procfs" */
      readonly name: string;
      readonly path: string;
      /** The path has a number that the kernel hands out anew: after a reboot another device may be there. */
      readonly numbered?: true;
    }
  | {
      readonly kind: "signal";
      readonly name: string;
      readonly process: ProcessKey;
      signal(raw: RawText): "SIGSTOP" | "SIGCONT";
      /** The process is another user's. */
      readonly closed?: true;
    }
  | {
      readonly kind: "bus";
      /** "NetworkManager", "logind" */
      readonly name: string;
      call(raw: RawText): BusCall;
      /** The shell line that does the same, as an argument vector. */
      command(raw: RawText): readonly [string, ...string[]];
      /** The service would refuse this caller. */
      readonly closed?: true;
    };

/** Something that is in use. `refuse`: not without --even-if-used. `ask`: a person at the terminal may decide. */
export interface Use {
  readonly what: string;
  readonly gravity: "refuse" | "ask";
}

/** Brings back what a value alone does not: noted before the first write, done after the original is back. */
export interface Revival {
  /** What is there now, as text for the journal; "" when there is nothing. */
  note(): Promise<string>;
  /** What a traveller must know before it goes: "the SIM will ask for its PIN". */
  warnings(note: string): Promise<readonly string[]>;
  /** What has not come back by itself, and the calls that bring it. */
  missing(note: string): Promise<readonly Lost[]>;
}

export interface Lost {
  /** "VPN office" */
  readonly what: string;
  readonly call: BusCall;
  /** Loud ones change where traffic goes: their absence is an alarm, not a remark. */
  readonly loud: boolean;
}
