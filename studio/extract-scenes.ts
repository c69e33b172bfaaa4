import {extract} from '../data-extract/extract.ts';
import type {ExtractReport} from '../data-extract/extract.ts';
import {loadCourse, loadDeclaration} from './load-course.ts';
import {ROOT} from './root.ts';
import {hasCapture, listScenes} from './scene-files.ts';
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
  const scenes = selectScenes(await listScenes(ROOT), selectors).filter(scene =>
    hasCapture(ROOT, scene),
  );
  const reports: ExtractReport[] = [];
  for (const scene of scenes) {
    const declaration = await loadDeclaration(ROOT, scene);
    reports.push(
      await extract({
        id: scene.id,
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
