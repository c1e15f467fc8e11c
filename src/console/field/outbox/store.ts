/** What a telephone keeps by itself: what inspectors recorded, and what they need to know where there is no network. */
const NAME = 'field';
const VERSION = 1;
export type Shelf = 'entries' | 'known';

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, VERSION);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore('entries', { keyPath: 'id' }).createIndex('userId', 'userId');
      asked.result.createObjectStore('known');
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return opened;
}

async function run<T>(
  shelf: Shelf,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const transaction = (await open()).transaction(shelf, mode);
  const asked = work(transaction.objectStore(shelf));
  return new Promise((resolve, reject) => {
    // What was written is there for certain once all of the transaction is.
    transaction.oncomplete = () => resolve(asked.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

/** Everything on a shelf, as it was put there. */
export const all = <T>(shelf: Shelf): Promise<T[]> => run<T[]>(shelf, 'readonly', (store) => store.getAll());

/** One thing by its key, or undefined. */
export const find = <T>(shelf: Shelf, key: string): Promise<T | undefined> =>
  run<T | undefined>(shelf, 'readonly', (store) => store.get(key));

export async function put(shelf: Shelf, value: unknown, key?: string): Promise<void> {
  await run(shelf, 'readwrite', (store) => store.put(value, key));
}

/** Changes one thing in one go, whoever else writes at the same time; nothing where it is gone. */
export async function update<T>(shelf: Shelf, key: string, how: (value: T) => T): Promise<void> {
  const transaction = (await open()).transaction(shelf, 'readwrite');
  const store = transaction.objectStore(shelf);
  const asked = store.get(key) as IDBRequest<T | undefined>;
  asked.onsuccess = () => {
    if (asked.result !== undefined) store.put(how(asked.result));
  };
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}

export async function remove(shelf: Shelf, key: string): Promise<void> {
  await run(shelf, 'readwrite', (store) => store.delete(key));
}
