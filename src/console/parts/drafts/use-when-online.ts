import { useEffect } from 'react';

/** Does something once there is a network again, as long as it waits for that. */
export function useWhenOnline(waits: boolean, act: () => void): void {
  useEffect(() => {
    if (!waits) return undefined;
    addEventListener('online', act);
    return () => removeEventListener('online', act);
  });
}
