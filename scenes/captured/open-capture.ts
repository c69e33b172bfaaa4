import type {HeadRule} from '../../data-extract/stage/head-rule.ts';
import type {CaptureFile} from '../../data-extract/capture/format.ts';
import type {CapturedToken} from '../../data-extract/text/token.ts';
import type {
  CaptureDeclaration,
  ProbeRequests,
} from '../../data-extract/declare/declaration.ts';
import {pickedHeads} from './picked-heads.ts';
import type {PickedHeads} from './picked-heads.ts';
import {VIEWS} from './probes/all.ts';
import type {ProbeViews} from './probes/all.ts';
import {openFiles} from './reader.ts';
import type {CaptureFiles} from './reader.ts';
import type {Source} from './tensor.ts';

export {bytesOf, sourceOf} from './reader.ts';
export type {CaptureFiles, Stack} from './reader.ts';
export type {PickedHead, PlacedToken} from './picked-heads.ts';
export type {CapturedAttention} from './probes/attention.ts';

/** What a scene receives: only the fields that its declaration asked for. */
export type Captured<D extends CaptureDeclaration> =
  D extends CaptureDeclaration<infer P, infer H>
    ? {
        /** Tokens of the text, with ids, bytes and spans. */
        tokens: readonly CapturedToken[];
        /** The text as it was given to the tokenizer. */
        text: string;
        /** What the decoder of an encoder-decoder read, `null` for other models. */
        target: {text: string; tokens: readonly CapturedToken[]} | null;
        /** The model, for the stamp. */
        source: Source;
        /** Its sizes; 0 where there is none. */
        model: Pick<
          CaptureFile['provenance']['model'],
          'layers' | 'heads' | 'dModel' | 'vocab'
        >;
        /** What it ran on: `cpu`, `cuda`, `webgpu`. */
        device: string;
        /** Heads chosen by rule, by the names of the declaration. */
        heads: PickedHeads<H>;
      } & Fields<P>
    : never;

type Fields<P extends ProbeRequests> = {
  [
    K in keyof P & keyof ProbeViews as P[K] extends object | true ? K : never
  ]: ProbeViews[K];
};

/**
 * Open the capture of a scene.
 *
 * @param declaration - The scene's declaration; its type decides the result's type.
 * @param files - The scene's `*.captured` module.
 */
export function openCapture<P extends ProbeRequests, H extends Record<string, HeadRule>>(
  declaration: CaptureDeclaration<P, H>,
  files: CaptureFiles,
): Captured<CaptureDeclaration<P, H>> {
  const {capture} = files;
  const reader = openFiles(files);
  const names = (Object.keys(VIEWS) as (keyof ProbeViews)[]).filter(
    name => declaration.probes[name] !== undefined,
  );
  const views: Partial<ProbeViews> = Object.fromEntries(
    names.map(name => [name, VIEWS[name](reader)]),
  );
  return {
    tokens: capture.tokens,
    text: capture.text,
    target: capture.target ?? null,
    source: reader.source,
    model: sizesOf(capture),
    device: capture.provenance.device,
    heads: pickedHeads(declaration.heads ?? ({} as H), capture),
    ...views,
  } as Captured<CaptureDeclaration<P, H>>;
}

const sizesOf = ({provenance: {model}}: CaptureFile) => {
  const {layers, heads, dModel, vocab} = model;
  return {layers, heads, dModel, vocab};
};
