import type {PlannedPlay} from '../render/plan/plan-document.ts';
import type {ChunkTools} from '../render/plan/unit.ts';

/** What draws here: the program, the browser, and the encoder. */
export interface ToolsHere {
  version: string;
  browser: ChunkTools['browser'];
  ffmpeg: string;
}

/**
 * In what the tools of a machine are others than a plan's, in words. Pure.
 *
 * @param plan - One of captures has no tools that draw.
 */
export function otherTools(
  plan: {version: string; tools?: ChunkTools},
  here: ToolsHere,
): string[] {
  const version = differs('attention-in-motion', here.version, plan.version);
  if (plan.tools === undefined) return version;
  const {browser, encoder} = plan.tools;
  const ffmpeg = encoder[1] ?? '';
  return [
    ...version,
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
