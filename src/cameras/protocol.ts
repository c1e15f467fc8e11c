import type { Message } from '../domain/failure.ts';
import type { Cargo } from '../domain/gates/passage.ts';

/** One HTTP request of a camera, its body whole. */
export type CameraRequest = {
  readonly method: string;
  /** What follows the device's own URL, slashes folded: empty, or such as `/VIID/MotorVehicles`. */
  readonly path: string;
  /** As the camera wrote it, still percent-encoded: it may be in GBK. */
  readonly query: string;
  readonly contentType: string;
  /** Header `User-Identify` (GA/T 1400), empty where there is none. */
  readonly userIdentify: string;
  readonly body: Buffer;
};

export type CameraReply = { readonly status: number; readonly contentType: string; readonly body: string };

/** What a picture of a passage shows: the whole vehicle, its front, its plate, its load, or something else. */
export type PhotoKind = 'body' | 'head' | 'plate' | 'cargo' | 'other';
export type Photo = { readonly kind: PhotoKind; readonly bytes: Buffer };

/** One vehicle as a camera saw it. */
export type Sighting = {
  /** The event in the device's own terms: equal for every copy of it, different for any other. */
  readonly key: string;
  /** The device's clock, ms. */
  readonly deviceTime: number;
  /** The plate as told, null where it told none. */
  readonly plateRaw: string | null;
  /** Normalised; empty where none was read. */
  readonly plate: string;
  readonly plateColour: string | null;
  readonly confidenceE4: number | null;
  /** Other plates the camera holds possible, normalised, likeliest first. */
  readonly alternatives?: readonly string[];
  /** GA/T 16.4, where the camera tells it. */
  readonly vehicleType?: string;
  readonly lane: number | null;
  readonly cargo?: Cargo;
  /** Whether the device says that it was recorded offline or is sent again. */
  readonly resent: boolean;
  readonly photos: readonly Photo[];
};

/** What a gate computer tells of an event in a message of its own, before or after the pass. */
export type Supplement = {
  readonly key: string;
  readonly cargo?: Cargo;
  readonly photos: readonly Photo[];
};

/** What became of one sighting: whether it is durable, whether the barrier may open, and if not, why in Chinese. */
export type Verdict = { readonly stored: boolean; readonly open: boolean; readonly reason: string };

/** A message understood. `reply` takes one verdict per sighting, in order. */
export type Heard = {
  readonly sightings: readonly Sighting[];
  /** Set, be it empty, by protocols that tell of an event in several messages. */
  readonly supplements?: readonly Supplement[];
  /** Why some part of the message was not understood, where the rest was: the message is kept as a dead letter, too. */
  readonly unread?: Message;
  /** What the device calls itself; never a password. */
  readonly identity?: Readonly<Record<string, string>>;
  readonly reply: (verdicts: readonly Verdict[]) => CameraReply;
};

/** The device as far as a protocol has to know it. */
export type KnownDevice = { readonly lane: number | null; readonly identity: Readonly<Record<string, string>> | null };

/**
 * A camera protocol: bytes in, sightings out; verdicts in, the reply that this camera understands out. Pure. No reply but
 * `hear`'s own ever opens a barrier.
 */
export type Protocol = {
  /** Fails with `Unreadable` where the message can never be understood. `now` is the arrival, ms. */
  hear(request: CameraRequest, device: KnownDevice, now: number): Promise<Heard>;
  /** Said where we could not keep the event: it asks to send again, or undefined: the connection is closed unanswered. */
  readonly failed: (request: CameraRequest, now: number) => CameraReply | undefined;
  /**
   * Whether this request is taken only with digest access (RFC 7616), beyond the secret in its URL. A proof that is sent
   * is checked whether it is required or not.
   */
  readonly digestRequired?: (request: CameraRequest, device: KnownDevice) => boolean;
};

/** A message that no later try will make readable. The reply tells the camera to stop sending it; it never opens. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  readonly reason: Message;
  readonly reply: CameraReply;
  constructor(reason: Message, reply: CameraReply) {
    super(reason.en);
    this.reason = reason;
    this.reply = reply;
  }
}

/** A reply in compact JSON. */
export function jsonReply(body: unknown, contentType = 'application/json;charset=utf-8'): CameraReply {
  return { status: 200, contentType, body: JSON.stringify(body) };
}
