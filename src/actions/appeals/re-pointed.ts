import { Failure } from '../../domain/failure.ts';

/**
 * Runs an action on a part of a request: what it finds wrong is told where that part lies. `id` is where the part names the
 * thing that the action is done to.
 */
export async function rePointed<T>(part: string, id: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { kind, detail, errors, extra } = error;
    const moved = errors.map((one) => ({ ...one, pointer: one.pointer === '#/id' ? id : part + one.pointer.slice(1) }));
    throw new Failure(kind, detail, { errors: moved, extra });
  }
}
