import {DEVICES} from '../../data-extract/course/roles.ts';
import {takingTimes} from '../../foundations/timed.ts';
import {saidOf} from '../../data-extract/pipeline/leave-out.ts';
import {asOne} from '../course/failures.ts';
import type {Failure} from '../course/extract-scenes.ts';
import {deviceLines} from '../command-line/device-lines.ts';
import {leftOutLines} from '../command-line/left-out-lines.ts';
import {log, sayTimes} from '../command-line/output.ts';
import {defineCommand} from '../command-line/command.ts';
import {each, folder, word, yes} from '../command-line/flag-kinds.ts';

export const command = defineCommand({
  name: 'extract',
  words: '[...scenes]',
  says: 'Make the captures that scenes declare; only stale ones',
  flags: {
    keepUnverified: yes('Write values that fail a check, too, and mark them'),
    force: yes('Make them again even where they are fresh'),
    measure: yes('Make those that hold measured times again, and keep the new times'),
    device: word(DEVICES, {
      says: 'Where models run',
      value: 'device',
      otherwise: null,
      byDefault: 'as the course says',
    }),
    model: each('role=model', 'Let another model play a role, for once', 'models'),
    out: folder(
      'Folder of the captures',
      'assets/captures; with --model: .cache/captures/...',
    ),
  },
  examples: [],
  async run({words, flags}) {
    const {extractScenes} = await import('../course/extract-scenes.ts');
    const failures: Failure[] = [];
    const {result: captures, stages} = await takingTimes(() =>
      extractScenes(words, {
        force: flags.force,
        measure: flags.measure,
        keepUnverified: flags.keepUnverified,
        ...(flags.device === undefined ? {} : {device: flags.device}),
        models: flags.model,
        onFailure: failure => failures.push(failure),
        ...(flags.out === undefined ? {} : {out: flags.out}),
      }),
    );
    for (const {id, outcome, tensors, invariants, ...rest} of captures) {
      for (const line of deviceLines(rest)) log.info(`${id}: ${line}`);
      for (const line of leftOutLines(rest.unrecognised)) log.warn(`${id}: ${line}`);
      const failed = invariants.filter(({ok}) => !ok);
      const held = `${invariants.length - failed.length} checks hold`;
      log.success(`${id}: ${OUTCOMES[outcome]} (${tensors.length} tensors, ${held})`);
      if (rest.keptTimes) {
        log.info(
          `${id}: its measured times are those from before; --measure takes new ones`,
        );
      }
      if (failed.length === 0) continue;
      process.exitCode = 1;
      log.error(
        `${id}: these checks failed; what they speak of is marked verified: false: ${failed.map(saidOf).join('; ')}`,
      );
    }
    sayTimes(stages);
    if (failures.length > 0) throw asOne(failures);
    return {
      stages,
      captures: captures.map(
        ({folder, outcome, keptTimes, tensors, invariants, unrecognised, device}) => ({
          folder,
          outcome,
          keptTimes,
          tensors,
          invariants,
          unrecognised,
          device,
        }),
      ),
    };
  },
});

const OUTCOMES = {
  fresh: 'fresh',
  kept: 'made again, same values',
  written: 'written',
} as const;
