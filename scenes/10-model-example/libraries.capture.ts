import {defineTextCapture} from 'attention-in-motion/course';

/** The same model in three libraries; its role is played by a folder as the hub has them. */
export default defineTextCapture({
  kind: 'listings',
  role: 'decoder',
  files: [
    'scenes/10-model-example/listings/pipeline.ts',
    'scenes/10-model-example/listings/tokens.ts',
    'scenes/10-model-example/listings/logits.ts',
    'scenes/10-model-example/listings/inside.ts',
  ],
});
