/** A file of evidence on its way to the service, as the device keeps it. */
export type Waiting = {
  readonly key: string;
  /** Who took it: nobody else's session sends it. */
  readonly userId: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly kind: string;
  /** What it shows, for people. */
  readonly label: string;
  readonly fileName: string;
  readonly content: Blob;
  readonly addedAt: number;
  readonly sha256?: string;
  /** The upload that was opened for it, and the key that opened it. */
  readonly uploadId?: string;
  readonly openedWith?: string;
  readonly received: number;
  /** Why the service will not have it. */
  readonly refused?: string;
};

export type Progress = Waiting & {
  readonly state: 'waiting' | 'sending' | 'held' | 'refused' | 'done';
};
