import type { Writer } from '../store/store.ts';

/** What doing something would give, found by doing it and undoing it within the caller's transaction. */
export async function tried<T>(tx: Pick<Writer, 'attempt'>, act: () => Promise<T>): Promise<T> {
  const undone = new Error('tried, not done');
  let gave: { readonly value: T } | undefined;
  try {
    await tx.attempt(async () => {
      gave = { value: await act() };
      throw undone;
    });
  } catch (error) {
    if (error !== undone || !gave) throw error;
  }
  if (!gave) throw undone;
  return gave.value;
}
