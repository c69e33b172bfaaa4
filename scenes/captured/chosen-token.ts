import type {GenerationStep} from '../../data-extract/capture/format.ts';

type Chosen = Pick<GenerationStep, 'id' | 'text' | 'candidates'>;

/**
 * The token that a step wrote, with its bytes where it was among the candidates: a part of
 * a character has no text.
 */
export function chosenToken({id, text, candidates}: Chosen): {
  id: number;
  text: string | null;
  bytes: string;
} {
  return candidates.find(one => one.id === id) ?? {id, text, bytes: ''};
}
