// SPDX-License-Identifier: MIT
import type { Plan, Question, Report } from "../../engine/report.ts";
import type { KnobId, SettingId, Wish } from "../../knobs/knob.ts";
import type { TripAsked, TripTold } from "../trip/trip.ts";
import type { PausePart } from "../wishes/wishes.ts";

/**
 * The keeper from outside, over D-Bus. Methods throw `TravelError` as the keeper's own do; AUTHORISATION where polkit wants a password
 * and `interactive` was not allowed; KEEPER_LOST when it does not answer or answers in an unknown form.
 */
export interface KeeperClient {
  /** `system`: the installed service. `user`: the caller's own, with the caller's rights. */
  readonly where: "system" | "user";
  on(request: OnRequest): Promise<Report>;
  off(request: CallOptions & { readonly forget: readonly (KnobId | SettingId)[] }): Promise<Report>;
  /** null: what `off` would do. */
  plan(request: OnRequest | null): Promise<Plan>;
  set(request: SetRequest): Promise<Report>;
  handBack(request: CallOptions & { readonly knob: KnobId }): Promise<Report>;
  /** `durationS` null: until `on` is typed. */
  pause(request: CallOptions & { readonly part: PausePart; readonly durationS: number | null }): Promise<Report>;
  /** A null profile ends automatic mode. Answers null where nothing had to be changed now. */
  auto(request: CallOptions & { readonly profile: SentProfile | null }): Promise<Report | null>;
  /** The charge limit raised for one full charge, or put back. */
  fullCharge(request: CallOptions & { readonly on: boolean }): Promise<Report>;
  /** How the journey stands; null where none is under way. */
  trip(): Promise<TripTold | null>;
  moveTrip(request: CallOptions & { readonly byMs: number }): Promise<Report>;
  endTrip(request: CallOptions): Promise<Report>;
  /** Travel mode as long as this connection lives, or until the cookie is released. */
  hold(request: CallOptions & { readonly profile: SentProfile; readonly reason: string }): Promise<string>;
  release(cookie: string): Promise<void>;
}

export interface CallOptions {
  /** Lets polkit ask somebody for a password: then an answer may take two minutes. */
  readonly interactive: boolean;
}

/** A profile by its name; one of the caller's own with its text, which the keeper checks: it opens nothing in a home. */
export interface SentProfile {
  readonly name: string;
  readonly text?: string;
}

export interface OnRequest extends CallOptions {
  /** null: a journey without a profile. */
  readonly profile: SentProfile | null;
  readonly trip?: TripAsked;
  readonly leave: readonly (KnobId | SettingId)[];
  readonly evenIfUsed: readonly KnobId[];
  readonly stayOn: boolean;
  readonly decide?: (question: Question) => Promise<"off" | "keep">;
}

export interface SetRequest extends CallOptions {
  readonly knob: KnobId;
  readonly wish: Wish;
  readonly evenIfUsed: readonly KnobId[];
  readonly decide?: (question: Question) => Promise<"off" | "keep">;
}
