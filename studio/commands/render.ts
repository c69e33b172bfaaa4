import {takingTimes} from '../../foundations/timed.ts';
import {log, sayTimes} from '../command-line/output.ts';
import {defineCommand} from '../command-line/command.ts';
import {ALL_FLAG, selectorsOf} from '../render/options/all-scenes.ts';
import {RENDER_FLAGS} from '../render/options/given-flags.ts';
import {PROJECT_FLAGS} from '../render/options/project-options.ts';

export const command = defineCommand({
  name: 'render',
  words: '[...scenes]',
  says: 'Render scenes to videos with captions and manifest',
  flags: {...ALL_FLAG, ...PROJECT_FLAGS, ...RENDER_FLAGS},
  examples: [
    'aim render 09 --locale ko --preset final',
    'aim render --all --preset final',
    'aim render what-is-it --format webm --transparent --captions track',
    'aim render what-is-it --format gif --size 640x360',
    'aim render --project ../anim/src/project.ts --variables hello.json',
    'aim render 09 --captures .cache/captures/decoder=org--name',
    'aim render --dry-run --json',
    'aim render 09 --preset final --store s3://my-course/chunks --plan plan.json',
  ],
  async run({words, given, flags}) {
    const {renderSelected} = await import('../render/render-selected.ts');
    const {reportRender} = await import('../render/report.ts');
    const selectors = selectorsOf(words, flags);
    const {result, stages} = await takingTimes(() => renderSelected(selectors, given));
    reportRender(result);
    if (flags.plan !== undefined) log.success(`The plan is in ${flags.plan}.`);
    sayTimes(stages);
    return {...result, stages};
  },
});
