import type {Provenance} from '../capture/format.ts';
import type {TokenizerRole} from '../course/roles.ts';
import {sha256} from '../../foundations/canonical-json.ts';
import {packageVersion} from '../../foundations/versions.ts';
import {openTokenizer} from '../text/open-tokenizer.ts';
import type {OpenedTokenizer} from '../text/open-tokenizer.ts';
import type {TokenizerFacts} from '../text/text-results.ts';
import {declarationError} from './kind.ts';
import type {TextContext, TextInputs} from './kind.ts';

/** Open the tokenizers of a declaration, one after the other: they are large. */
export async function openTokenizers(
  roles: readonly TokenizerRole[],
  context: TextContext,
): Promise<OpenedTokenizer[]> {
  if (roles.length === 0) {
    const remedy = 'Name at least one, e.g. tokenizer:gpt2.';
    throw declarationError(context, 'tokenizers', 'there is none', remedy);
  }
  const opened: OpenedTokenizer[] = [];
  for (const role of roles) {
    opened.push(await openTokenizer(role, context.course, context.root));
  }
  return opened;
}

/** What tokens of a text depend on. */
export function tokenizerInputs(
  opened: readonly OpenedTokenizer[],
  text: string,
): TextInputs & {tokenizers: NonNullable<Provenance['tokenizers']>} {
  const [{name, from}] = opened;
  const at = from.lastIndexOf('@');
  const one = opened.length === 1 && at > 0;
  return {
    model: {
      id: one ? `${from.slice(0, at)}/${name}` : 'tokenizers',
      revision: one ? from.slice(at + 1) : null,
      files: [{path: 'text', bytes: Buffer.byteLength(text), sha256: sha256(text)}],
      dModel: 0,
      vocab: one ? opened[0].tokenizer.vocabSize : 0,
    },
    dtype: 'tokens',
    tokenizers: opened.map(({tokenizer, ...rest}) => ({
      name: rest.name,
      from: rest.from,
      sha256: tokenizer.sha256,
      vocab: tokenizer.vocabSize,
    })),
    versions: {'@huggingface/tokenizers': packageVersion('@huggingface/tokenizers')},
  };
}

/** What scenes say of a tokenizer. */
export const factsOf = ({
  name,
  label,
  from,
  tokenizer,
}: OpenedTokenizer): TokenizerFacts => ({name, label, from, vocab: tokenizer.vocabSize});
