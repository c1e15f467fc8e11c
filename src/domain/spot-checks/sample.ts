/**
 * A small generator of evenly spread whole numbers (xoshiro128**, Blackman and Vigna 2018), so that a sample can be drawn
 * again from its seed by anyone. Not for secrets.
 */
export function randomFrom(seed: string): { below(bound: number): number } {
  const state = stateOf(seed);
  const next = (): number => {
    const [a, b, c, d] = state as unknown as [number, number, number, number];
    const result = Math.imul(rotated(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    const third = c ^ a;
    const fourth = d ^ b;
    state[1] = b ^ third;
    state[0] = a ^ fourth;
    state[2] = third ^ shifted;
    state[3] = rotated(fourth, 11);
    return result;
  };
  return {
    /** A whole number from 0 to `bound` (exclusive, at most 2³²), each as likely: what would favour the low ones is thrown away. */
    below: (bound) => {
      const limit = 2 ** 32 - (2 ** 32 % bound);
      for (;;) {
        const value = next();
        if (value < limit) return value % bound;
      }
    },
  };
}

/** `count` different places out of 0 to `population` - 1 (all where there are no more), each set as likely (Floyd 1987), in order. */
export function drawPlaces(seed: string, population: number, count: number): number[] {
  const random = randomFrom(seed);
  const drawn = new Set<number>();
  for (let last = Math.max(0, population - count); last < population; last += 1) {
    const place = random.below(last + 1);
    drawn.add(drawn.has(place) ? last : place);
  }
  return [...drawn].sort((a, b) => a - b);
}

/** Four words that every letter of the seed moves: FNV-1a from four starts, each mixed as MurmurHash3 ends. */
function stateOf(seed: string): Int32Array {
  return Int32Array.from([0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35], (start) => {
    let hash = start;
    for (const letter of seed) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return hash ^ (hash >>> 16);
  });
}

const rotated = (value: number, by: number): number => (value << by) | (value >>> (32 - by));
