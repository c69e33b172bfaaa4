/** @jsxImportSource preact */
import {Select, useApplication} from '@motion-canvas/ui';
import {useState} from 'preact/hooks';

import {PALETTES} from '../../../scenes/theme/palette.ts';
import {useSceneRun} from './use-scene-run.ts';
import {showIn, viewOf} from './view-variables.ts';
import type {ViewVariables} from './view-variables.ts';

/** Language and theme of the picture; the page's address keeps them. */
export function ViewSwitches() {
  const {player, project} = useApplication();
  const run = useSceneRun();
  const [view, setView] = useState(viewOf(project));
  const change = (part: Partial<ViewVariables>): void => {
    const next = {...view, ...part};
    setView(next);
    showIn(project, player, next);
  };
  const options = (values: readonly string[]) =>
    values.map(value => ({value, text: value}));
  return (
    <div class="aim-switches">
      <label>
        language
        <Select
          title="Language"
          options={options(run?.locales ?? [view.locale])}
          value={view.locale}
          onChange={locale => change({locale})}
        />
      </label>
      <label>
        theme
        <Select
          title="Theme"
          options={options(Object.keys(PALETTES))}
          value={view.theme}
          onChange={theme => change({theme})}
        />
      </label>
    </div>
  );
}
