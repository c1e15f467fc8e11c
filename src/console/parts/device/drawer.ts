/** Things kept on this device under keys of their own, photos among them; they outlast a reload and a dead battery. */
export type Drawer<T> = {
  all(): Promise<readonly T[]>;
  get(key: string): Promise<T | undefined>;
  put(key: string, value: T): Promise<void>;
  remove(key: string): Promise<void>;
};

const NAME = 'registry-console';
const DRAWERS = ['drafts', 'uploads'] as const;

/** Opens a drawer. Where a browser keeps nothing (private windows), things stay in memory as long as the page does. */
export function openDrawer<T>(name: (typeof DRAWERS)[number]): Drawer<T> {
  const memory = new Map<string, T>();
  const use = async <R>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<R>): Promise<R> => {
    const database = await open();
    return new Promise<R>((resolve, reject) => {
      const transaction = database.transaction(name, mode);
      const request = ask(transaction.objectStore(name));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error ?? new Error('the device keeps nothing'));
    });
  };
  return {
    all: async () => {
      const kept = await use<T[]>('readonly', (store) => store.getAll()).catch(() => []);
      return [...kept, ...memory.values()];
    },
    get: async (key) =>
      memory.get(key) ?? (await use<T | undefined>('readonly', (store) => store.get(key)).catch(() => undefined)),
    put: async (key, value) => {
      try {
        await use('readwrite', (store) => store.put(value, key));
        memory.delete(key);
      } catch {
        memory.set(key, value);
      }
    },
    remove: async (key) => {
      memory.delete(key);
      await use('readwrite', (store) => store.delete(key)).catch(() => undefined);
    },
  };
}

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      for (const name of DRAWERS) request.result.createObjectStore(name);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('no database'));
  });
  return opened;
}
