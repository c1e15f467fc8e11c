/** Does something over and over until it is told to end; gives how often it was done. A failure comes with the end. */
export function keepDoing(work: (signal: AbortSignal) => Promise<unknown>): { end(): Promise<number> } {
  const ending = new AbortController();
  let turns = 0;
  const going = (async () => {
    while (!ending.signal.aborted) {
      await work(ending.signal);
      turns += 1;
    }
  })().catch((error: unknown) => {
    if (!ending.signal.aborted) throw error;
  });
  // It is awaited at the end; until then nobody is to take it for unhandled.
  going.catch(() => undefined);
  return {
    end: async () => {
      ending.abort();
      await going;
      return turns;
    },
  };
}

/** Reads an answer to its end without keeping it; gives its lines, and tells of them as they come. */
export async function drain(
  url: string,
  token: string,
  { signal, onLines }: { signal?: AbortSignal; onLines?: (count: number) => void } = {},
): Promise<number> {
  const response = await fetch(url, { headers: { Authorization: `Bearer ${token}` }, ...(signal ? { signal } : {}) });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  let lines = 0;
  for await (const chunk of response.body ?? []) {
    const bytes = chunk as Uint8Array;
    let count = 0;
    for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) count += 1;
    lines += count;
    onLines?.(count);
  }
  return lines;
}
