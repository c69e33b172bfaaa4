import {answer} from '../command-line/output.ts';
import {courseRoot} from '../../foundations/course-root.ts';
import {defineCommand} from '../command-line/command.ts';
import {folder} from '../command-line/flag-kinds.ts';

export const command = defineCommand({
  name: 'status',
  words: '[...scenes]',
  says: 'Say which captures and videos are stale, and why',
  flags: {out: folder('Folder of the videos', 'renders')},
  examples: ['aim status', 'aim status 09 --json'],
  async run({words, flags, json}) {
    const {readStatus} = await import('../status/status.ts');
    const {describeStatus} = await import('../status/report.ts');
    const {out = 'renders'} = flags;
    const status = await readStatus(courseRoot(), words, out);
    answer({json}, describeStatus(status));
    const said = <S extends {reasons: string[]}>({reasons, ...rest}: S) => ({
      ...rest,
      reason: reasons.join('; '),
    });
    return {captures: status.captures.map(said), renders: status.renders.map(said)};
  },
});
