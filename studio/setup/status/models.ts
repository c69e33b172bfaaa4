import {readdir} from 'node:fs/promises';
import {join} from 'node:path';

import type {Course} from '../../../data-extract/course/course.ts';
import type {
  ModelSource,
  TokenizerSource,
  VectorsSource,
} from '../../../data-extract/course/roles.ts';
import type {PartStatus} from './part-status.ts';

/** Whether the models that the course names are there. */
export async function modelStatus(root: string, {roles}: Course): Promise<PartStatus[]> {
  const parts: PartStatus[] = [];
  for (const [role, source] of Object.entries(roles)) {
    if (source) parts.push(await roleStatus(root, role, source));
  }
  return parts;
}

async function roleStatus(
  root: string,
  role: string,
  source: ModelSource | TokenizerSource | VectorsSource,
): Promise<PartStatus> {
  const name = role.startsWith('tokenizer:') ? role : `model ${role}`;
  if ('npm' in source) return there(name, `npm: ${source.npm}`, source.version);
  if ('package' in source) return there(name, `npm: ${source.package}`, '');
  if ('hub' in source) {
    return there(name, `hub: ${source.hub}`, source.revision.slice(0, 12));
  }
  const files = await readdir(join(root, source.path), {recursive: true}).catch(
    (): string[] => [],
  );
  const graphs = files.filter(file => file.endsWith('.onnx')).length;
  const ok = graphs > 0 && files.includes('config.json');
  return {
    name,
    ok,
    needed: true,
    where: ok ? source.path : `${source.path} has no config.json with an .onnx file`,
    version: ok ? `${graphs} ${graphs === 1 ? 'graph' : 'graphs'}` : '',
    remedy: ok ? '' : 'Restore the folder, or name another model in course.config.ts.',
  };
}

/** A part that is fetched when it is needed. */
const there = (name: string, where: string, version: string): PartStatus => ({
  name,
  ok: true,
  needed: false,
  where,
  version,
  remedy: '',
});
