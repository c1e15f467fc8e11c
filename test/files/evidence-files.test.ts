import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Files, openFiles } from '../../src/files/evidence-files.ts';

const ARRIVED = Date.parse('2022-01-03T08:15:30+08:00');
const CONTENT = Buffer.from('a photograph, as far as this test goes');
const SHA256 = createHash('sha256').update(CONTENT).digest('hex');
const FOLDER = `2022-01/${SHA256.slice(0, 2)}`;

let root: string;
let files: Files;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'registry-files-'));
  files = await openFiles(root, randomUUID);
});
afterEach(() => rm(root, { recursive: true, force: true }));

const receive = () => files.receive(Readable.from([CONTENT.subarray(0, 7), CONTENT.subarray(7)]));
const waiting = () => readdir(join(root, 'tmp'));
const placed = () => readdir(join(root, FOLDER)).catch(() => []);

describe('evidence on disk', () => {
  it('hashes what it receives on the way', async () => {
    const received = await receive();
    expect(received).toMatchObject({ sha256: SHA256, bytes: CONTENT.length });
    expect(await readFile(received.temporary)).toEqual(CONTENT);
  });

  it('lies under its arrival month and its content, and nothing is left under the temporary name', async () => {
    const place = await files.place(await receive(), ARRIVED);
    place.keep();
    expect(place.folder).toBe(FOLDER);
    expect(await placed()).toEqual([SHA256]);
    expect(await waiting()).toEqual([]);
    const { stream, bytes } = await files.open(FOLDER, SHA256);
    expect(bytes).toBe(CONTENT.length);
    expect(await buffer(stream)).toEqual(CONTENT);
  });

  it('takes the month of the place, not of UTC', async () => {
    const place = await files.place(await receive(), Date.parse('2022-01-31T17:00:00Z'));
    place.keep();
    expect(place.folder).toBe(`2022-02/${SHA256.slice(0, 2)}`);
  });

  it('leaves nothing of a stream that breaks', async () => {
    const broken = new Readable({ read() {} });
    broken.push(CONTENT);
    setImmediate(() => broken.destroy(new Error('gone')));
    await expect(files.receive(broken)).rejects.toThrow('gone');
    expect(await waiting()).toEqual([]);
  });

  it('drops what was received and not placed', async () => {
    await files.drop(await receive());
    expect(await waiting()).toEqual([]);
  });

  it('forgets a file that no row came to need', async () => {
    await (await files.place(await receive(), ARRIVED)).forget(false);
    expect(await placed()).toEqual([]);
  });

  it('keeps a file that a row needs although this upload was refused', async () => {
    await (await files.place(await receive(), ARRIVED)).forget(true);
    expect(await placed()).toEqual([SHA256]);
  });

  it('keeps a file that lay there before the refused upload', async () => {
    (await files.place(await receive(), ARRIVED)).keep();
    await (await files.place(await receive(), ARRIVED)).forget(false);
    expect(await placed()).toEqual([SHA256]);
    expect(await waiting()).toEqual([]);
  });

  it.each([
    ['the refused one ends first', [0, 1]],
    ['the kept one ends first', [1, 0]],
  ])('keeps a file that one of two simultaneous uploads needs: %s', async (_name, order) => {
    const both = await Promise.all([await receive(), await receive()].map((one) => files.place(one, ARRIVED)));
    const ends = [() => both[0]?.forget(false), () => both[1]?.keep()];
    for (const which of order) await ends[which]?.();
    expect(await placed()).toEqual([SHA256]);
  });

  it('sweeps what crashed uploads left, and only that', async () => {
    const old = await receive();
    const recent = await receive();
    await utimes(old.temporary, new Date(ARRIVED), new Date(ARRIVED));
    expect(await files.sweep(ARRIVED + 1)).toBe(1);
    expect(await waiting()).toEqual([recent.temporary.slice(join(root, 'tmp').length + 1)]);
  });
});
