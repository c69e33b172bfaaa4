import {useApplication, useCurrentScene} from '@motion-canvas/ui';
import {useEffect, useState} from 'preact/hooks';

import {runOf} from '../../../scenes/lesson/cue-log.ts';
import type {SceneRun} from '../../../scenes/lesson/cue-log.ts';

/** What the current scene told of itself when it last ran, or `null` before that. */
export function useSceneRun(): SceneRun | null {
  const scene = useCurrentScene();
  const {player} = useApplication();
  const [run, setRun] = useState(runOf(scene));
  useEffect(() => {
    const update = (): void => setRun(runOf(scene));
    update();
    return player.onRecalculated.subscribe(update);
  }, [scene]);
  return run;
}
