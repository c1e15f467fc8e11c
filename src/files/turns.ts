/** Lets no more than `most` pieces of work run at once; the others wait in line, at most `waiting` of them. */
export type Turns = {
  /** Waits for a turn; the function it gives ends it, and is to be called once. Undefined where the line is full. */
  take(): Promise<(() => void) | undefined>;
};

export function makeTurns(most: number, waiting = Number.POSITIVE_INFINITY): Turns {
  const line: (() => void)[] = [];
  let running = 0;
  const end = (): void => {
    const next = line.shift();
    if (next) next();
    else running -= 1;
  };
  const turn = (): (() => void) => {
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      end();
    };
  };
  return {
    take: async () => {
      if (running < most) {
        running += 1;
        return turn();
      }
      if (line.length >= waiting) return undefined;
      await new Promise<void>((resolve) => line.push(resolve));
      return turn();
    },
  };
}
