import type { LiveStream } from './live-stream.ts';

/** The live streams that are open. */
export type Streams = {
  /** Takes one more of a user's; false where it has as many as it may, or the service is about to stop. */
  admit(userId: string, open: () => LiveStream): LiveStream | undefined;
  /** Ends all of them and takes no more. */
  endAll(): void;
};

/** A user may have so many: a screen in each room, not a leak. */
const PER_USER = 5;

export function makeStreams(): Streams {
  const open = new Map<string, Set<LiveStream>>();
  let ending = false;
  return {
    admit: (userId, make) => {
      const own = open.get(userId) ?? new Set();
      if (ending || own.size >= PER_USER) return undefined;
      const stream = make();
      open.set(userId, own.add(stream));
      stream.once('close', () => {
        own.delete(stream);
        if (own.size === 0 && open.get(userId) === own) open.delete(userId);
      });
      return stream;
    },
    endAll: () => {
      ending = true;
      for (const own of open.values()) for (const stream of own) stream.end('restart');
    },
  };
}
