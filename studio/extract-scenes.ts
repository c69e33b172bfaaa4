import {extract} from '../data-extract/extract.ts';
import type {ExtractReport} from '../data-extract/extract.ts';
import {loadCourse, loadDeclaration} from './load-course.ts';
import {ROOT} from './root.ts';
import {capturesOf, listCaptured} from './scene-files.ts';
import {selectScenes} from './select-scenes.ts';

/**
 * Bring the captures of scenes up to date.
 *
 * @param selectors - See {@link selectScenes}.
 * @param force - Make them again even where they are fresh.
 */
export async function extractScenes(
  selectors: readonly string[],
  force: boolean,
): Promise<ExtractReport[]> {
  const course = await loadCourse(ROOT);
  const scenes = selectScenes(await listCaptured(ROOT), selectors);
  const captures = await Promise.all(scenes.map(scene => capturesOf(ROOT, scene)));
  const reports: ExtractReport[] = [];
  for (const name of captures.flat()) {
    const declaration = await loadDeclaration(ROOT, name);
    reports.push(
      await extract({
        id: name.id,
        declaration,
        course,
        root: ROOT,
        captures: 'assets/captures',
        force,
      }),
    );
  }
  return reports;
}
