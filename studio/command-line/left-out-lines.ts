import type {LeftOut} from '../../data-extract/stage/left-out.ts';

/** What a capture does not have, a line for each reason and kind of part. */
export function leftOutLines(leftOut: readonly LeftOut[]): string[] {
  const groups = new Map<string, {part: LeftOut; layers: number[]}>();
  for (const part of leftOut) {
    const key = [part.probe, withoutLayer(part), part.reason].join('\n');
    const group = groups.get(key) ?? {part, layers: []};
    groups.set(key, group);
    if (part.layer !== null) group.layers.push(part.layer);
  }
  return [...groups.values()].map(({part, layers}) => {
    const numbers = [...new Set(layers)].sort((a, b) => a - b);
    const where =
      numbers.length === 0
        ? ''
        : ` of ${numbers.length === 1 ? 'layer' : 'layers'} ${numbers.join(', ')}`;
    const by = part.probe === null || part.probe === part.what ? '' : `${part.probe}: `;
    return `${by}${withoutLayer(part)}${where} left out: ${part.reason}`;
  });
}

/** `attn.hook_q` for `blocks.3.attn.hook_q`, `logits` for `results.logits`. */
const withoutLayer = ({what}: LeftOut): string =>
  what.replace(/^(?:blocks|encoder|decoder)\.\d+\./, '').replace(/^results\./, '');
