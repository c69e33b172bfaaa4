import {readFile} from 'node:fs/promises';
import {resolve} from 'node:path';

import {floatsOf, readSafetensors} from '../capture/safetensors.ts';
import {UserError} from '../../foundations/user-error.ts';
import type {GivenValue} from '../run/stage-input.ts';
import {readNpy} from './read-npy.ts';

/**
 * Values of inputs as a command line gives them: `name=0.5` for one number everywhere,
 * `name=FILE.npy` for an array, `name=FILE.safetensors` for the tensor of that name in a
 * file.
 *
 * @param folder - Relative paths start here.
 * @throws UserError where one is neither, or a file cannot be read.
 */
export async function parseFeeds(
  feeds: readonly string[],
  folder: string,
): Promise<Record<string, GivenValue>> {
  const parsed: Record<string, GivenValue> = {};
  for (const feed of feeds) {
    const at = feed.indexOf('=');
    const [name, value] = [feed.slice(0, at), feed.slice(at + 1)];
    if (at < 1 || value === '') {
      throw new UserError(
        'command-line',
        `--feed ${feed} has no name with a value.`,
        'Write --feed NAME=FILE.npy, or --feed NAME=0 for one number everywhere.',
      );
    }
    if (Object.hasOwn(parsed, name)) {
      throw new UserError(
        'command-line',
        `--feed gives the input "${name}" twice.`,
        'Give each input once.',
      );
    }
    const number = Number(value);
    parsed[name] = Number.isFinite(number)
      ? number
      : await readArray(name, resolve(folder, value));
  }
  return parsed;
}

async function readArray(name: string, path: string): Promise<GivenValue> {
  const refuse = (reason: string): UserError =>
    new UserError(
      'feed',
      `--feed ${name}: ${path} cannot be read: ${reason}.`,
      'Give a number, or a file that numpy.save wrote (.npy), or one of safetensors.',
    );
  const bytes = await readFile(path).catch((error: unknown) => {
    const {code} = error as NodeJS.ErrnoException;
    throw refuse(code === 'ENOENT' ? 'there is no such file' : String(code));
  });
  try {
    return path.endsWith('.safetensors') ? tensorIn(bytes, name) : readNpy(bytes);
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxError)
      throw refuse(error.message);
    throw error;
  }
}

function tensorIn(bytes: Uint8Array, name: string): GivenValue {
  const tensors = readSafetensors(bytes);
  const tensor = tensors.get(name);
  if (tensor) return {data: floatsOf(tensor) ?? tensor.data, shape: tensor.shape};
  throw new RangeError(
    `it has no tensor "${name}" (it has ${[...tensors.keys()].join(', ')})`,
  );
}
