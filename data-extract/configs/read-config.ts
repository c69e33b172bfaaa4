import {readFile} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';

import {withoutMark} from '../../foundations/byte-order-mark.ts';
import {sha256} from '../../foundations/canonical-json.ts';
import {UserError} from '../../foundations/user-error.ts';

/** A configuration with where it comes from. */
export interface KnownConfig {
  /** What the model is called. */
  label: string;
  /** Repository, and paper, `null` where there is none. */
  source: {model: string | null; paper: string | null};
  config: Record<string, unknown>;
  file: {path: string; bytes: number; sha256: string};
}

/**
 * Read the configuration of a known model, or the `config.json` of a model folder.
 *
 * @param path - Relative to the root.
 * @throws UserError where the file is missing or no such thing.
 */
export async function readConfig(path: string, root: string): Promise<KnownConfig> {
  const bytes = await readFile(join(root, path)).catch(() => {
    throw new UserError(
      'config',
      `There is no configuration ${path}.`,
      'Correct the path in the capture file; it is relative to the repository.',
    );
  });
  const found = parsed(bytes.toString('utf8'), path);
  const file = {path, bytes: bytes.length, sha256: sha256(bytes)};
  const {label, source, config} = found;
  if (!isRecord(config)) {
    const folder = basename(dirname(path));
    return {label: folder, source: {model: null, paper: null}, config: found, file};
  }
  const said = isRecord(source) ? source : {};
  const text = (value: unknown): string | null =>
    typeof value === 'string' ? value : null;
  return {
    label: text(label) ?? path,
    source: {
      model: text(said.model),
      paper: text(said.paper),
    },
    config,
    file,
  };
}

function parsed(text: string, path: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(withoutMark(text));
    if (isRecord(value)) return value;
  } catch {
    // Said below.
  }
  throw new UserError('config', `${path} is no JSON object.`, 'Restore the file.');
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
