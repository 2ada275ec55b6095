/*
 * In place of lib0's logging, with which Yjs warns of mistakes in programs: that one can also show a console on the page,
 * and brings 3 kB (gzip) for it.
 */

export const [BOLD, UNBOLD, BLUE, GREY, GREEN, RED, PURPLE, ORANGE, UNCOLOR] = ['', '', '', '', '', '', '', '', ''];

export const print = (...words: readonly unknown[]): void => console.log(...words);

export const warn = (...words: readonly unknown[]): void => console.warn(...words);
