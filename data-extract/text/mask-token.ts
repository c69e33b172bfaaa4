/** `tokenizer_config.json` as far as it names the mask token. */
interface MaskConfig {
  mask_token?: string | {content?: string} | null;
}

/** What mask tokens are called where no configuration says which it is. */
const USUAL = ['[MASK]', '<mask>'];

/**
 * The token that hides another for a model which fills holes: as the tokenizer's
 * configuration says, else one of its special tokens with the usual name. Pure.
 *
 * @param specials - Texts of the special tokens.
 * @returns `null` where there is none.
 */
export function maskTokenOf(
  config: MaskConfig,
  specials: readonly string[],
): string | null {
  const {mask_token: named} = config;
  const told = typeof named === 'string' ? named : named?.content;
  if (told !== undefined && told !== '') return told;
  return USUAL.find(name => specials.includes(name)) ?? null;
}
