import {readdir, readFile, rename, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

import {sha256} from '../../foundations/canonical-json.ts';
import {named} from '../../foundations/files/file-error.ts';
import {isAlive} from '../../foundations/files/is-alive.ts';
import {makeFolder, tryFolder} from '../../foundations/files/make-folder.ts';
import {whatLies} from '../../foundations/files/own.ts';
import {partialName, readPartialName} from '../../foundations/files/partial-name.ts';
import {MERGE_MARK} from '../../foundations/merge-mark.ts';
import {UserError} from '../../foundations/user-error.ts';
import type {TensorInfo} from '../stage/tensor-info.ts';
import type {CaptureFile} from './format.ts';
import {readBytes} from './read-bytes.ts';
import {readSafetensors} from './safetensors.ts';
import type {StoredTensor} from './safetensors.ts';
import {wrongInRecord} from './wrong-in-record.ts';

/** A capture as its two files. */
export interface CaptureOnDisk {
  capture: CaptureFile;
  tensors: Uint8Array;
}

const RECORD = 'capture.json';
const TENSORS = 'tensors.safetensors';

/** Read a capture, or `null` where the folder holds none that is whole. */
export const readCapture = (folder: string): Promise<CaptureOnDisk | null> =>
  readWhole(folder).catch(() => null);

/**
 * What is wrong with the capture of a folder, e.g. `capture.json is cut short or spoiled:
 * Unexpected end of JSON input`; `null` where it is whole, or there is none.
 */
export async function damageOf(folder: string): Promise<string | null> {
  try {
    await readWhole(folder);
    return null;
  } catch (error) {
    return error instanceof Damage ? error.message : null;
  }
}

/** A file of a capture is spoiled, or the second one is not there. */
class Damage extends Error {}

async function readWhole(folder: string): Promise<CaptureOnDisk> {
  const record = await readFile(join(folder, RECORD), 'utf8');
  const tensors = await readBytes(join(folder, TENSORS)).catch((error: unknown) => {
    throw new Damage(`${TENSORS} cannot be read: ${(error as Error).message}`);
  });
  return wholeCapture(record, tensors);
}

/**
 * A capture of what its two files hold.
 *
 * @throws Error saying which file is spoiled, and how, or that they do not belong together.
 */
export function wholeCapture(record: string, tensors: Uint8Array): CaptureOnDisk {
  if (MERGE_MARK.test(record))
    throw new Damage(`${RECORD} holds both sides of a merge, with the marks of git`);
  const capture = whole(RECORD, () => parseRecord(record));
  const wrong = wrongInRecord(capture);
  if (wrong !== null) throw new Damage(`${RECORD} ${wrong}`);
  const held = whole(TENSORS, () => readSafetensors(tensors));
  const {tensorsSha256} = capture;
  const belongs =
    tensorsSha256 === undefined
      ? (capture.tensors ?? []).every(info => isHeld(info, held.get(info.name)))
      : tensorsSha256 === sha256(tensors);
  if (!belongs) throw new Damage(`${TENSORS} is not the one that ${RECORD} speaks of`);
  return {capture, tensors};
}

function parseRecord(text: string): CaptureFile {
  const value: unknown = JSON.parse(text);
  if (typeof value === 'object' && value !== null) return value as CaptureFile;
  throw new Error('it is no JSON object');
}

const isHeld = ({shape, dtype}: TensorInfo, held: StoredTensor | undefined): boolean =>
  held?.dtype === dtype && held.shape.join() === shape.join();

function whole<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const why = (error as Error).message.replace(/\s+/g, ' ');
    throw new Damage(`${name} is cut short or spoiled: ${why}`);
  }
}

/**
 * Write a capture into a folder that is new, empty, or has a capture already, of which
 * only the two files are exchanged. The record says which tensors are its own.
 *
 * @remarks
 * Two files cannot be exchanged at once. The former `capture.json` goes first and the new
 * one comes last, so that a folder in which this broke off has no capture, which every
 * reader says, rather than the one's values under the other's names.
 * @throws UserError where the folder holds something else, or cannot be made; then nothing
 * has changed.
 */
export async function writeCapture(
  folder: string,
  {capture, tensors}: CaptureOnDisk,
): Promise<void> {
  await requireCaptureFolder(folder);
  await makeFolder(folder);
  const [record, values] = [join(folder, RECORD), join(folder, TENSORS)];
  const [newRecord, newValues] = [partialName(record), partialName(values)];
  try {
    await writeFile(newValues, tensors);
    const record = {...capture, tensorsSha256: sha256(tensors)};
    await writeFile(newRecord, `${JSON.stringify(record, null, 2)}\n`);
  } catch (error) {
    await rm(newValues, {force: true});
    await rm(newRecord, {force: true});
    throw named(error, folder);
  }
  await rm(record, {force: true});
  await rename(newValues, values);
  await rename(newRecord, record);
  await removeLeftOvers(folder);
}

/**
 * Refuse a folder in which a capture may not, or cannot, be written.
 *
 * @throws UserError naming what lies there, or why it cannot be made.
 */
export async function requireCaptureFolder(folder: string): Promise<void> {
  const names = await namesIn(folder);
  if (names.length === 0) return tryFolder(folder);
  const lying = [RECORD, TENSORS].filter(name => names.includes(name));
  for (const name of lying) {
    if ((await whatLies(join(folder, name))) !== 'file')
      throw refused(folder, `its ${name} is no file of its own`);
  }
  if (names.every(name => isPartial(name))) return;
  const records = names.filter(
    name => name === RECORD || readPartialName(name)?.of === RECORD,
  );
  const own = await Promise.all(records.map(name => isOurs(join(folder, name))));
  if (names.includes(RECORD) && !own[records.indexOf(RECORD)])
    throw refused(folder, `its ${RECORD} is not of this project`);
  if (!own.includes(true))
    throw refused(folder, `it has other files, ${names[0]} among them, and no capture`);
}

/** Whether a file was left by a process that was stopped while it wrote a capture. */
const isPartial = (name: string): boolean =>
  [RECORD, TENSORS].includes(readPartialName(name)?.of ?? '');

/** Also one that is damaged: by a merge, or cut short. */
async function isOurs(record: string): Promise<boolean> {
  const text = await readFile(record, 'utf8').catch(() => '');
  return /"format": *\d+/.test(text) && text.includes('"declarationSha256"');
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    if (code === 'ENOTDIR') throw refused(folder, 'it is no folder');
    throw error;
  }
}

/** What a process that was stopped has left; the capture that is there now is whole. */
async function removeLeftOvers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = readPartialName(name)?.pid;
    if (pid !== undefined && isPartial(name) && !isAlive(pid))
      await rm(join(folder, name), {force: true});
  }
}

const refused = (folder: string, why: string): UserError =>
  new UserError(
    'capture-folder',
    `No capture is written into ${folder}: ${why}.`,
    'Give a folder that is new or empty, or that of a capture.',
  );
