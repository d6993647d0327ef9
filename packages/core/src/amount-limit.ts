/**
 * Letters of the longest text that is read as a quantity, a number, a duration, a schedule or a time. A longer one is none of these:
 * nobody means it, and reading it would take time that grows faster than the text.
 */
export const LONGEST_AMOUNT = 100;
