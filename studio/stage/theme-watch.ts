import type {Scene} from '@motion-canvas/core';

import {world} from './seeded-world.ts';

/** The variable of scenes that says in which theme they are drawn. */
const THEME = 'theme';

/**
 * Knows whether a scene could be drawn in another theme from where it stands.
 *
 * @remarks
 * What asks for the theme while it is drawn, and at no other time, gets another answer at
 * the next drawing, and nothing else of the play can depend on it: the picture is then the
 * one that a play in the other theme would show. A scene that asks while it is built or
 * played may keep the answer, or play otherwise.
 */
export class ThemeWatch {
  /** Whether nothing but drawings has asked for the theme. */
  public exchangeable = true;

  /** @param variables - Of the scene, as they were set. */
  public constructor(
    private readonly scene: Scene,
    private readonly variables: Record<string, unknown>,
  ) {
    const {variables: own} = scene;
    const get = own.get.bind(own);
    own.get = (name, initial) => {
      const read = get(name, initial);
      if (name !== THEME) return read;
      return () => {
        if (!world.drawing) this.exchangeable = false;
        return read();
      };
    };
  }

  /** Have the scene drawn in a theme from now on; `null` is its own. */
  public set(theme: string | null): void {
    const {scene, variables} = this;
    scene.variables.updateSignals(
      theme === null ? variables : {...variables, [THEME]: theme},
    );
  }
}
