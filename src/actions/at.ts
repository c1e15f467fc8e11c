/** What an action needs of its surroundings: the moment (ms), new ids and salts, and the request it is recorded under. */
export type At = {
  readonly now: number;
  readonly newId: () => string;
  readonly randomBytes: (count: number) => Buffer;
  readonly requestId: string;
};
