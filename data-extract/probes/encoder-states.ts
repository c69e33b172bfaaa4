import {rowsOf} from '../stage/stage-run.ts';
import {kindsOf} from '../stage/tensor-kind.ts';
import type {Probe} from './probe.ts';

/** What the encoder hands to the decoder, `encoder.hook_out` `[position, d_model]`. */
export const encoderStates: Probe<true> = {
  defaults: true,

  tensors: kindsOf('activation', ['position', 'd_model'], 'encoder.hook_out'),

  outputs: ({stack, map}) => (stack === 'encoder' ? [map.graph.outputs[0].name] : []),

  collect: run =>
    run.stack === 'encoder'
      ? {
          tensors: [
            {
              name: 'encoder.hook_out',
              ...rowsOf(run, run.map.graph.outputs[0].name),
              axes: ['position', 'd_model'],
            },
          ],
          result: null,
        }
      : {tensors: [], result: null},

  missing: () => 'the model has no encoder beside a decoder',
};
