import {percent} from '../../scenes/script/numbers.ts';
import type {LintMoment} from './moments.ts';
import type {FrameRecord} from './judge/record.ts';
import {isFull, isReadable, judgeFrame, keyOf} from './judge/rules.ts';
import type {RuleName, Violation} from './judge/rules.ts';

/** A look at one frame of a play. */
export interface Look {
  moment: LintMoment;
  record: FrameRecord;
}

/** What breaks a rule in one node at one moment. */
export interface PlayFinding extends Violation {
  /** When it is seen first. */
  moment: LintMoment;
  /** Other texts of the node that break the rule at that moment. */
  others: string[];
  /** Other cues at which it is seen. */
  alsoAt: string[];
}

/**
 * Everything in a play that breaks a rule, each once; texts of one node that do so at the
 * same moment are one finding.
 *
 * @remarks
 * Faded text is meant to be background and is not held to a contrast, on one condition:
 * the same text of the same node stands at full strength at another moment of the play,
 * so that everyone has been able to read it.
 *
 * @param looks - All frames that were looked at, in order.
 * @param elsewhere - Further frames, in which only faded text was looked for.
 */
export function judgePlay(
  looks: readonly Look[],
  elsewhere: readonly FrameRecord[] = [],
): PlayFinding[] {
  const readable = readableKeys([...looks.map(({record}) => record), ...elsewhere]);
  const byText = new Map<string, PlayFinding>();
  const findings: PlayFinding[] = [];
  for (const {moment, record} of looks) {
    const fresh = new Map<string, PlayFinding>();
    const violations = judgeFrame(record).filter(
      found => !(mayFade(found) && readable.has(keyOf(found))),
    );
    const ofAll = [...emptiness(moment, record), ...sparseness(moment, record)];
    for (const violation of [...violations, ...ofAll]) {
      const {rule, node, text, quads} = violation;
      const known = byText.get(`${rule}|${keyOf(violation)}`);
      const group = fresh.get(`${rule}|${node}`);
      if (known && known !== group) {
        const {cue} = moment;
        const isNew = known.moment.cue !== cue && !known.alsoAt.includes(cue);
        if (isNew) known.alsoAt.push(cue);
        continue;
      }
      const finding = group ?? {...violation, moment, others: [], alsoAt: []};
      if (group) {
        group.quads = [...group.quads, ...quads];
        if (text !== group.text && !group.others.includes(text)) group.others.push(text);
      } else findings.push(finding);
      fresh.set(`${rule}|${node}`, finding);
      byText.set(`${rule}|${keyOf(violation)}`, finding);
    }
  }
  return findings;
}

/**
 * Faded texts that are too faint to read and have not been seen at full strength: their
 * keys, see {@link keyOf}.
 */
export function unreadKeys(looks: readonly Look[]): Set<string> {
  const readable = readableKeys(looks.map(({record}) => record));
  const faint = looks.flatMap(({record}) =>
    judgeFrame(record).filter(mayFade).map(keyOf),
  );
  return new Set(faint.filter(key => !readable.has(key)));
}

const mayFade = ({rule, faded}: Violation): boolean => rule === 'contrast' && faded;

function readableKeys(records: readonly FrameRecord[]): Set<string> {
  const texts = records.flatMap(record => record.texts);
  return new Set(texts.filter(text => isFull(text) && isReadable(text)).map(keyOf));
}

/** A picture whose box takes less of the stage cannot be seen from the back row. */
export const FILLED = 0.12;

function sparseness({fills}: LintMoment, {filled}: FrameRecord): Violation[] {
  if (!fills || filled >= FILLED) return [];
  return [
    ofPicture('sparse', {
      value: percent(filled),
      limit: percent(FILLED),
      message: `the picture takes ${percent(filled)} of the stage, less than ${percent(FILLED)}: draw it larger, or say isSparse: true at the cue`,
    }),
  ];
}

function emptiness({edge}: LintMoment, {empty}: FrameRecord): Violation[] {
  if (!empty || edge === null) return [];
  return [
    ofPicture('empty', {
      value: 'nothing',
      limit: 'something between header and caption',
      message:
        edge === 'first'
          ? 'nothing stands between header and caption by the end of the first second'
          : 'nothing stands between header and caption at the end',
    }),
  ];
}

/** What is wrong with a picture as a whole: no node and no text is to blame. */
const ofPicture = (
  rule: RuleName,
  found: Pick<Violation, 'value' | 'limit' | 'message'>,
): Violation => ({rule, node: '', text: '', faded: false, quads: [], ...found});
