import {chunkArgs} from './chunk-args.ts';
import type {RawFormat} from './chunk-args.ts';
import {pipeInto} from './chunk-sink.ts';
import type {ChunkSink} from './chunk-sink.ts';
import {startFfmpeg} from './run-ffmpeg.ts';

/** Gives every frame to the encoder as often as it is to be shown. */
export function rawSink(ffmpeg: string, format: RawFormat, output: string): ChunkSink {
  const {process: child, done} = startFfmpeg(ffmpeg, chunkArgs(format, output));
  const give = pipeInto(child, done);
  return {
    async take(raw, times) {
      for (let i = 0; i < times; i++) await give(raw);
    },
    async end() {
      child.stdin.end();
      await done;
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
