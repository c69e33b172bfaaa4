import {existsSync, readdirSync} from 'node:fs';
import {basename, dirname} from 'node:path';

/** A project goes by the name of its folder. */
export const projectName = (file: string): string => basename(dirname(file));

/**
 * The projects of a course, one per folder of scenes: the lessons, then the others.
 *
 * @param lessons - Names of the folders; all by default.
 */
export function courseProjects(root: string, lessons?: readonly string[]): string[] {
  return readdirSync(`${root}/scenes`)
    .filter(name => lessons?.includes(name) ?? true)
    .sort()
    .map(name => `${root}/scenes/${name}/project.ts`)
    .filter(file => existsSync(file));
}
