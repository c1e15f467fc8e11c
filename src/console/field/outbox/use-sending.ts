import { useEffect } from 'react';
import { onEntries } from './entries.ts';
import { sendWaiting } from './send.ts';

/** What could not be sent is tried again after so long, ms. */
const AGAIN_MS = 20_000;

/** Sends what waits of the user while the console is open: at once, when the network comes back, and every now and then. */
export function useSending(userId: string): void {
  useEffect(() => {
    const send = () => void sendWaiting(userId);
    send();
    const timer = setInterval(send, AGAIN_MS);
    const end = onEntries(send);
    addEventListener('online', send);
    document.addEventListener('visibilitychange', send);
    return () => {
      clearInterval(timer);
      end();
      removeEventListener('online', send);
      document.removeEventListener('visibilitychange', send);
    };
  }, [userId]);
}
