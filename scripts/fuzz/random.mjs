/** Numbers that follow from a seed (mulberry32). */
export class Random {
  #state;

  constructor(seed) {
    this.#state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  }

  /** From 0 up to 1. */
  number() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number below another. */
  below(end) {
    return Math.floor(this.number() * end);
  }

  is(chance) {
    return this.number() < chance;
  }

  one(list) {
    return list[this.below(list.length)];
  }
}
