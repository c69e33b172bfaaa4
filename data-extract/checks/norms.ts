import type {NormSite} from '../graph/norm-site.ts';
import {joinExtras} from '../stage/extras.ts';
import {counted, pickRows, remadeOf} from '../stage/looked-at.ts';
import {constantOutput} from '../stage/sample-columns.ts';
import {rowsOf, valueOf, hookOf, topHookOf} from '../stage/stage-run.ts';
import type {StageContext} from '../stage/stage-run.ts';
import {covering, ofNorm} from './coverage.ts';
import {normError} from './invariants.ts';
import type {CheckPart} from './part.ts';

/**
 * Of every norm whose form is known: its output is its input, normalised, with gain and
 * bias.
 */
export function normParts(context: StageContext): CheckPart[] {
  const {blocks, finalNorm, embedding} = context.map;
  const named = [
    {hook: topHookOf(context, 'ln_embed'), site: embedding?.norm ?? null},
    ...blocks.flatMap(block =>
      block.norms.map(({name, site}) => ({hook: hookOf(context, block, name), site})),
    ),
    {hook: topHookOf(context, 'ln_final'), site: finalNorm},
  ];
  return named.flatMap(({hook, site}) =>
    site && site.kind !== 'other'
      ? [covering(ofNorm(context, hook), normPart(site, site.kind))]
      : [],
  );
}

function normPart(site: NormSite, kind: 'rms' | 'layer'): CheckPart {
  const [gain, bias] = [site.gain, site.bias].map(tensor =>
    tensor ? constantOutput(tensor) : null,
  );
  const parameters = [gain, bias].filter(part => part !== null);
  return {
    outputs: [site.input, site.output, ...parameters.map(({output}) => output)],
    extras: joinExtras(parameters.map(({extras}) => extras)),
    check(run) {
      const {data, shape} = rowsOf(run, site.input);
      const [count, width] = shape;
      const looked = remadeOf(count);
      const [g, b] = [gain, bias].map(part =>
        part ? valueOf(run, part.output).data : null,
      );
      const {data: output} = valueOf(run, site.output);
      return [
        {
          name: 'norm(input) = normalized',
          error: normError(
            pickRows(data, width, looked),
            pickRows(output, width, looked),
            ...([g, b, {...site, kind}, width] as const),
          ),
          rows: counted(looked, count),
        },
      ];
    },
  };
}
