import type {NormSite} from '../graph/norm-site.ts';
import {joinNeeds, needsOf} from '../stage/attention-sizes.ts';
import {alikeGroups} from '../stage/alike-sites.ts';
import type {GraphDifference} from '../stage/graph-difference.ts';
import {normDifferences} from '../stage/norm-difference.ts';
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
  const known = named.flatMap(({hook, site}) =>
    site && site.kind !== 'other' ? [{hook, site, kind: site.kind}] : [],
  );
  const cover = ({hook}: KnownNorm, part: CheckPart): CheckPart =>
    covering(ofNorm(context, hook), part);
  if (!remakesInGraph(context)) {
    return known.map(norm => cover(norm, normRead(context, norm.site, norm.kind)));
  }
  const formOf = ({kind, site: {gain, bias, epsilon}}: KnownNorm): unknown[] => [
    ...[kind, epsilon, gain === null, bias === null],
  ];
  return alikeGroups(context, known, formOf).flatMap(norms => {
    const sites = norms.map(({site}) => site);
    return normDifferences(context, {kind: norms[0].kind, sites}).map((difference, i) =>
      cover(norms[i], normMade(difference)),
    );
  });
}

/** A norm whose form is known. */
interface KnownNorm {
  hook: string;
  site: NormSite;
  kind: 'rms' | 'layer';
}

const normMade = (difference: GraphDifference): CheckPart => ({
  ...joinNeeds([difference]),
  check: run => [
    {
      name: 'norm(input) = normalized',
      error: difference.read(run),
      rows: remadeCount(run),
    },
  ],
});

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
