import {defineCapture} from 'attention-in-motion/course';

/** The last token is the answer; the model is asked at the one before it. */
export default defineCapture({
  role: 'decoder',
  text: 'There was a little girl named Lily. She loved to play',
  probes: {
    neurons: {position: -2, most: 8, promotes: 5},
    lens: {topK: 1, positions: [-2]},
  },
});
