// SPDX-License-Identifier: MIT

/**
 * What reading something outside can end in: a value, nothing there, or an error.
 * Never `undefined` for all three, never 0 for "unknown".
 */
export type Reading<T> = { readonly kind: "value"; readonly value: T } | { readonly kind: "absent" } | Failure;

/** What writing something outside can end in. `done` says that it was taken, not that it was obeyed. */
export type Writing = { readonly kind: "done" } | Failure;

/** `where`: a path or "service member"; `code`: an errno name (EBUSY) or a D-Bus error name. */
export interface Failure {
  readonly kind: "error";
  readonly where: string;
  readonly code: string;
  readonly detail?: string;
}

/** A setting's value exactly as its owner spells it, less the final newline. Only this type can be written. */
export type RawText = string & { readonly rawText: unique symbol };

export const rawText = (text: string): RawText => text as RawText;

export const value = <T>(it: T): Reading<T> => ({ kind: "value", value: it });

export const absent: { readonly kind: "absent" } = { kind: "absent" };

export const done: { readonly kind: "done" } = { kind: "done" };

export const failure = (where: string, code: string, detail?: string): Failure =>
  detail === undefined ? { kind: "error", where, code } : { kind: "error", where, code, detail };

/** The value, or the given answer where there is none. */
export const valueOr = <T, U>(reading: Reading<T>, otherwise: U): T | U => (reading.kind === "value" ? reading.value : otherwise);

/** The reading with its value changed; absent and errors stay what they are. */
export const mapReading = <T, U>(reading: Reading<T>, change: (value: T) => U): Reading<U> =>
  reading.kind === "value" ? value(change(reading.value)) : reading;
