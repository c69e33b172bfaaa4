import type {CaptureOnDisk} from '../capture/capture-folder.ts';
import {CAPTURE_FORMAT} from '../capture/format.ts';
import type {CaptureFile} from '../capture/format.ts';
import {writeSafetensors} from '../capture/safetensors.ts';
import type {StoredTensor} from '../capture/safetensors.ts';
import {check} from '../checks/invariants.ts';
import type {TextDeclaration} from '../declare/text-declaration.ts';
import {hashJson} from '../../foundations/canonical-json.ts';
import {didYouMean} from '../../foundations/did-you-mean.ts';
import type {UserError} from '../../foundations/user-error.ts';
import {ownVersion} from '../../foundations/versions.ts';
import type {TensorInfo} from '../stage/tensor-info.ts';
import {openBagOfWords} from './bag-of-words.ts';
import {openBpeEncoding} from './bpe-encoding.ts';
import {openBpeTraining} from './bpe-training.ts';
import {openGranularities} from './granularities.ts';
import {declarationError} from './kind.ts';
import type {OpenedText, TextContext, TextInputs, TextKind} from './kind.ts';
import {openListings} from './listings.ts';
import {openModelSizes} from './model-sizes.ts';
import {openSkipGram} from './skip-gram.ts';
import {openTokens} from './tokens.ts';
import {openTradeOff} from './trade-off.ts';
import {openWordVectors} from './word-vectors.ts';
import {openWord2vec} from './word2vec.ts';

const KINDS: {[K in TextDeclaration['kind']]: TextKind<TextDeclaration & {kind: K}>} = {
  'bag-of-words': openBagOfWords,
  'bpe-encoding': openBpeEncoding,
  'bpe-training': openBpeTraining,
  granularities: openGranularities,
  listings: openListings,
  'model-sizes': openModelSizes,
  'skip-gram': openSkipGram,
  tokens: openTokens,
  'vocabulary-trade-off': openTradeOff,
  word2vec: openWord2vec,
  'word-vectors': openWordVectors,
};

/**
 * Read what a text capture is made of, without making it.
 *
 * @returns What makes it.
 */
export async function openText(
  declaration: TextDeclaration,
  context: TextContext,
): Promise<() => Promise<CaptureOnDisk>> {
  const open = KINDS[declaration.kind] as TextKind<TextDeclaration> | undefined;
  if (!open) throw unknownKind(declaration, context);
  const opened = await open(declaration, context);
  const head = headOf(declaration, context.id, opened.inputs);
  return () => makeText(head, opened);
}

function headOf(
  declaration: TextDeclaration,
  id: string,
  {role, model, dtype, tokenizers, versions}: TextInputs,
): Pick<CaptureFile, 'format' | 'id' | 'declarationSha256' | 'provenance'> {
  return {
    format: CAPTURE_FORMAT,
    id,
    declarationSha256: hashJson(declaration),
    provenance: {
      role: role ?? 'text',
      model: {...model, layers: 0, heads: 0},
      tokenizer: {sha256: hashJson((tokenizers ?? []).map(({sha256}) => sha256))},
      ...(tokenizers ? {tokenizers} : {}),
      dtype,
      device: 'cpu',
      versions: {'attention-in-motion': ownVersion(), ...versions},
    },
  };
}

async function makeText(
  head: ReturnType<typeof headOf>,
  opened: OpenedText,
): Promise<CaptureOnDisk> {
  const {text, tokens = [], sizes, result, tensors, checks} = await opened.make();
  const {provenance} = head;
  const index = tensors.map(({name, shape, axes}): TensorInfo => ({
    name,
    shape,
    dtype: 'F32',
    axes,
  }));
  const stored = tensors.map(({name, shape, data}): [string, StoredTensor] => [
    name,
    {dtype: 'F32', shape, data},
  ]);
  return {
    capture: {
      ...head,
      provenance: {...provenance, model: {...provenance.model, ...sizes}},
      text,
      tokens,
      heads: {},
      results: {text: result},
      tensors: index,
      invariants: checks.map(({name, error}) => check(name, error, 'fp32')),
    },
    tensors: writeSafetensors(new Map(stored), {
      id: head.id,
      model: provenance.model.id,
    }),
  };
}

const unknownKind = ({kind}: {kind: string}, context: TextContext): UserError =>
  declarationError(
    context,
    'kind',
    `there is no "${kind}"`,
    `There are ${Object.keys(KINDS).join(', ')}.${didYouMean(kind, Object.keys(KINDS))}`,
  );
