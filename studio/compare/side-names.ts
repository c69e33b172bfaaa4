import type {CaptureFile} from '../../data-extract/capture/format.ts';
import {
  CAPTURES,
  captureFolder,
  capturesOf,
  readSceneCapture,
} from '../course/scene-files.ts';
import type {SceneName} from '../course/scene-files.ts';

/**
 * What the two sides of a comparison are called: the models of those captures that differ.
 *
 * @param others - Folder of captures that come before the course's own on the right.
 */
export async function namesOf(
  root: string,
  scene: SceneName,
  others: string,
): Promise<{left: string; right: string}> {
  const captures = await capturesOf(root, scene);
  const replaced = captures.filter(
    name => captureFolder(root, name, others) !== `${CAPTURES}/${name.id}`,
  );
  const side = async (folder: string | null): Promise<string> => {
    const models = replaced.map(async name =>
      modelName((await readSceneCapture(root, name, folder)).data.capture),
    );
    return [...new Set(await Promise.all(models))].join(' + ');
  };
  return {left: await side(null), right: await side(others)};
}

/** A model as the stamp names it. Pure. */
function modelName({provenance: {model}}: CaptureFile): string {
  const revision = model.revision ?? model.files[0]?.sha256;
  return revision === undefined ? model.id : `${model.id}@${revision.slice(0, 7)}`;
}
