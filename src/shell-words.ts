// SPDX-License-Identifier: MIT

/** A text as one word of a POSIX shell, whatever characters it has. */
export const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** The same, with quotes only where a shell would see something in it. */
export const quoteIfNeeded = (word: string): string => (/^[\w@%+=:,./-]+$/u.test(word) ? word : quote(word));
