import type {PlannedPlay} from '../render/plan/plan-document.ts';
import type {ChunkTools} from '../render/plan/unit.ts';

/** What draws here: the browser, and the encoder. */
export interface DrawingTools {
  browser: ChunkTools['browser'];
  ffmpeg: string;
}

/** Whether this tool is another than a plan's, in words. Pure. */
export const otherVersion = (plan: string, here: string): string[] =>
  differs('attention-in-motion', here, plan);

/** In what the tools of a machine that draw are others than a plan's, in words. Pure. */
export function otherTools({browser, encoder}: ChunkTools, here: DrawingTools): string[] {
  const ffmpeg = encoder[1] ?? '';
  return [
    ...differs('Chromium', here.browser.version, browser.version),
    ...differs('ffmpeg', here.ffmpeg, ffmpeg),
    ...differs(
      'the flags of Chromium',
      here.browser.flags.join(' '),
      browser.flags.join(' '),
    ),
  ];
}

const differs = (what: string, here: string, plan: string): string[] =>
  here === plan ? [] : [`${what} is ${here}, in the plan ${plan}`];

const PARTS = {
  code: 'the code or the captures',
  script: 'the script or its narration',
  picture: 'the settings in course.config.ts',
} as const;

/** In what the plays of a machine's project are others than a plan's, in words. Pure. */
export function otherPlays(
  plan: readonly PlannedPlay[],
  here: readonly PlannedPlay[],
): string[] {
  const own = new Map(here.map(play => [play.name, play]));
  return plan.flatMap(play => {
    const mine = own.get(play.name);
    if (mine === undefined) return [`${play.name} is not there`];
    return (['code', 'script', 'picture'] as const)
      .filter(part => mine[part] !== play[part])
      .map(part => `${PARTS[part]} of ${play.name}`);
  });
}
