import {UserError} from '../../foundations/user-error.ts';
import {judgementOf} from '../../data-extract/stage/head-judgement.ts';
import type {HeadJudgement} from '../../data-extract/stage/head-judgement.ts';
import type {HeadRule} from '../../data-extract/stage/head-rule.ts';
import {openCapture} from '../captured/open-capture.ts';
import type {CaptureFiles} from '../captured/open-capture.ts';
import type {CapturedPatternParts} from '../captured/probes/pattern-parts.ts';
import {Tensor} from '../captured/tensor.ts';
import {asPickError, depthOf, layersWith, placeOf} from './attention-source.ts';
import type {AttentionSource, HeadPlace} from './attention-source.ts';
import type {FigureOptions} from './figure-kind.ts';
import {tokensRead, withoutPadding} from './without-padding.ts';

const PARTS = {role: 'decoder', text: '', probes: {patternParts: {}}} as const;

/** Parts of the patterns of a long text. @throws UserError where `of` names none. */
export function openParts(
  files: CaptureFiles,
  {of}: Pick<FigureOptions, 'of'>,
): AttentionSource {
  const {stack, module, hook} = placeOf(files, of);
  const {patternParts, tokens, target, source} = openCapture(PARTS, files);
  const parts = of === 'encoder' ? patternParts.in('encoder') : patternParts;
  const isCross = of === 'cross';
  const all = of === 'encoder' ? tokens : tokensRead({tokens, target});
  const [queries, keys] = [withoutPadding(all), withoutPadding(isCross ? tokens : all)];
  const withRows = layersWith(files, stack, `${hook}_rows`);
  const layers =
    withRows.length > 0 ? withRows : layersWith(files, stack, `${hook}_blocks`);
  const {causal} = parts.facts(layers[0]);
  return {
    layers,
    depth: depthOf(files, stack, layers),
    queries: queries.tokens,
    keys: keys.tokens,
    padding: {queries: queries.padding, keys: keys.padding},
    causal,
    isCross,
    source,
    heads: layer => parts.facts(layer).heads,
    row({layer, head}, query) {
      const at = parts.queries.indexOf(queries.places[query]);
      if (at < 0 || withRows.length === 0) throw noRow(query, parts, withRows.length > 0);
      const row = parts.rows(layer, head, module).at(at);
      const own = keys.places.map(place => row.data[place]);
      return Tensor.of(own, 'key', row.source);
    },
    cells(layer) {
      if (layersWith(files, stack, `${hook}_blocks`).length === 0) throw noBlocks();
      const {data, shape, source: own} = parts.blocks(layer, module);
      return new Tensor(data, shape, ['head', 'query', 'key'], own);
    },
    pick(rule) {
      try {
        const text = {queries: all, keys: isCross ? tokens : all, causal};
        const judgement = judgementOf('pick', rule, text);
        return chosenIn(files, rule, judgement);
      } catch (error) {
        throw asPickError(error);
      }
    },
  };
}

/** The head that the same rule chose when the text was captured. */
function chosenIn(
  {capture}: CaptureFiles,
  {rule}: HeadRule,
  {from, to}: HeadJudgement,
): HeadPlace {
  const found = Object.values(capture.heads).find(
    one => one.rule === rule && one.from === from && one.to === to,
  );
  if (found) return found;
  throw partsOnly(`it chose no head by the rule ${rule}`, 'with --pick');
}

const noRow = (
  query: number,
  {queries}: CapturedPatternParts,
  hasRows: boolean,
): UserError =>
  partsOnly(
    hasRows
      ? `it has the rows of tokens ${queries[0]} to ${queries[queries.length - 1]}, not of ${query}`
      : 'it has all heads in blocks of tokens, and no row of a token',
    'with --token',
  );

const noBlocks = (): UserError =>
  partsOnly('it has rows of tokens, and no pattern of all heads', 'with --view heads');

const partsOnly = (what: string, how: string): UserError =>
  new UserError(
    'figure-capture',
    `The capture has parts of a long text's attention alone: ${what}.`,
    `Make it again ${how}, or keep whole patterns with \`aim capture --probe attention\`.`,
  );
