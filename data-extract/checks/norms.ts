import type {NormSite} from '../graph/norm-site.ts';
import {joinNeeds, needsOf} from '../stage/attention-sizes.ts';
import {normDifference} from '../stage/norm-difference.ts';
import {remadeCount, remakesInGraph, rowsAt, sampleRows} from '../stage/samples.ts';
import type {SampledContext} from '../stage/samples.ts';
import {constantOutput} from '../stage/sample-columns.ts';
import {valueOf, hookOf, topHookOf} from '../stage/stage-run.ts';
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
      ? [covering(ofNorm(context, hook), normPart(context, site, site.kind))]
      : [],
  );
}

function normPart(
  context: SampledContext,
  site: NormSite,
  kind: 'rms' | 'layer',
): CheckPart {
  if (!remakesInGraph(context)) return normRead(context, site, kind);
  const difference = normDifference(site, kind);
  return {
    ...joinNeeds([difference]),
    check: run => [
      {
        name: 'norm(input) = normalized',
        error: difference.read(run),
        rows: remadeCount(run),
      },
    ],
  };
}

/** The same of values that have left the graph. */
function normRead(
  context: SampledContext,
  site: NormSite,
  kind: 'rms' | 'layer',
): CheckPart {
  const [gain, bias] = [site.gain, site.bias].map(tensor =>
    tensor ? constantOutput(tensor) : null,
  );
  const parameters = [gain, bias].filter(part => part !== null);
  const rowsIn = [site.input, site.output].map(tensor =>
    sampleRows(context, tensor, 'remade'),
  );
  return {
    ...needsOf([...rowsIn, ...parameters]),
    check(run) {
      const [{data, shape, rows}, output] = [site.input, site.output].map(tensor =>
        rowsAt(run, tensor, 'remade'),
      );
      const [g, b] = [gain, bias].map(part =>
        part ? valueOf(run, part.output).data : null,
      );
      return [
        {
          name: 'norm(input) = normalized',
          error: normError(
            ...([data, output.data, g, b, {...site, kind}] as const),
            shape[shape.length - 1],
          ),
          rows,
        },
      ];
    },
  };
}
