import type {ModelRole} from '../../../data-extract/course/roles.ts';
import {rolesOf} from '../../../data-extract/declare/declaration.ts';
import {ROOT} from '../../../foundations/root.ts';
import {loadDeclaration} from '../../../studio/course/load-course.ts';
import {capturesOf, listCaptured} from '../../../studio/course/scene-files.ts';

/** Lessons that are played with other models. */
export const LESSONS = [
  '04-context-and-attention',
  '05-transformers',
  '07-architecture',
  '08-transformer-block',
  '10-model-example',
  '11-recent-improvements',
  '12-mixture-of-experts',
];

/** Scenes of these lessons with a capture of one of some roles; default of any model's. */
export async function scenesOf(roles?: readonly ModelRole[]): Promise<string[]> {
  const all = await listCaptured(ROOT);
  const scenes = await Promise.all(
    all
      .filter(({lesson}) => LESSONS.includes(lesson))
      .map(async scene => {
        const captures = await capturesOf(ROOT, scene);
        const declared = captures.map(capture => loadDeclaration(ROOT, capture));
        const asked = (await Promise.all(declared)).flatMap(rolesOf);
        const isAsked = asked.some(role =>
          roles ? roles.some(own => own === role) : !/[:]|^word-vectors$/.test(role),
        );
        return isAsked ? [scene.id] : [];
      }),
  );
  return scenes.flat();
}

/** The scene that a capture belongs to: `a/b` of `a/b.decoder`. */
export const sceneOfCapture = (id: string): string => id.replace(/\.[^/]*$/, '');
