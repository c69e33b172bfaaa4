import type {LintMoment} from './moments.ts';
import type {FrameRecord, PaintedText} from './record.ts';
import {FULL, isReadable, judgeFrame} from './rules.ts';
import type {Violation} from './rules.ts';

/** A look at one frame of a play. */
export interface Look {
  moment: LintMoment;
  record: FrameRecord;
}

/** A violation with the moment at which it is seen best. */
export interface PlayFinding extends Violation {
  moment: LintMoment;
  /** Other cues at which it is seen. */
  alsoAt: string[];
}

/**
 * Everything in a play that breaks a rule, each once.
 *
 * @remarks
 * Faded text is meant to be background and is not held to a contrast, on one condition:
 * the same text of the same node stands at full strength at another moment of the play,
 * so that everyone has been able to read it.
 *
 * @param looks - All frames that were looked at, in order.
 */
export function judgePlay(looks: readonly Look[]): PlayFinding[] {
  const readable = new Set(
    looks.flatMap(({record}) =>
      record.texts.filter(text => isFull(text) && isReadable(text)).map(keyOf),
    ),
  );
  const found = new Map<string, PlayFinding>();
  for (const {moment, record} of looks) {
    const faded = new Set(
      record.texts.filter(text => !isFull(text) || text.moving).map(keyOf),
    );
    const violations = judgeFrame(record).filter(
      ({rule, ...text}) =>
        rule !== 'contrast' || !faded.has(keyOf(text)) || !readable.has(keyOf(text)),
    );
    for (const violation of [...violations, ...emptiness(moment, record)]) {
      const key = `${violation.rule}|${keyOf(violation)}`;
      const known = found.get(key);
      if (!known) found.set(key, {...violation, moment, alsoAt: []});
      else if (known.moment.cue !== moment.cue && !known.alsoAt.includes(moment.cue))
        known.alsoAt.push(moment.cue);
    }
  }
  return [...found.values()];
}

const keyOf = ({node, text}: {node: string; text: string}): string => `${node}|${text}`;

const isFull = ({alpha}: PaintedText): boolean => alpha >= FULL;

function emptiness({edge}: LintMoment, {empty}: FrameRecord): Violation[] {
  if (!empty || edge === null) return [];
  return [
    {
      rule: 'empty',
      node: '',
      text: '',
      value: 'nothing',
      limit: 'something between header and caption',
      message:
        edge === 'first'
          ? 'nothing stands between header and caption by the end of the first second'
          : 'nothing stands between header and caption at the end',
      quads: [],
    },
  ];
}
