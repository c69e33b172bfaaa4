import {readFile} from 'node:fs/promises';
import {relative, resolve} from 'node:path';

import {isInside} from '../../../foundations/files/is-inside.ts';
import {requireOwn} from '../../../foundations/files/own.ts';
import {replaceFile} from '../../../foundations/files/replace-file.ts';
import {ownVersion} from '../../../foundations/versions.ts';
import type {OutputOptions} from '../options/output-options.ts';
import {planDocument} from './plan-document.ts';
import type {DocumentedPlan, FlagValues, PlanDocument} from './plan-document.ts';

/** What the document of a plan is made of, besides what is the same for all plans. */
type Planned = Omit<DocumentedPlan, 'version' | 'places'>;

/** @param root - What the paths of the options are relative to. */
export const documentOf = (
  root: string,
  plan: Planned,
  output: OutputOptions,
): PlanDocument =>
  planDocument({...plan, version: ownVersion(), places: placesOf(root, output)});

/**
 * Write the document of a plan.
 *
 * @throws UserError where a file lies there that is no plan.
 */
export async function writePlan(
  root: string,
  file: string,
  plan: Planned,
  output: OutputOptions,
): Promise<void> {
  const path = resolve(root, file);
  await requireOwn(path, isPlan);
  const document = documentOf(root, plan, output);
  await replaceFile(path, `${JSON.stringify(document, null, 2)}\n`);
}

async function isPlan(path: string): Promise<boolean> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    return typeof value === 'object' && value !== null && 'assemble' in value;
  } catch {
    return false;
  }
}

function placesOf(root: string, output: OutputOptions): FlagValues {
  const {cache, frameTimeout, out, store} = output;
  return {
    ...{cache: fromRoot(root, cache), out: fromRoot(root, out)},
    ...(store === null ? {} : {store}),
    'frame-timeout': frameTimeout,
  };
}

/** A path as it is given on any machine; one elsewhere than below the root stays whole. */
function fromRoot(root: string, path: string): string {
  const way = relative(root, resolve(root, path));
  return (isInside(way) ? way : resolve(root, path)).replaceAll('\\', '/');
}
