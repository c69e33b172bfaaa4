import {relative} from 'node:path';

import {DEVICES} from '../../data-extract/course/roles.ts';
import type {Device, ModelDtype} from '../../data-extract/course/roles.ts';
import {saidOf} from '../../data-extract/pipeline/leave-out.ts';
import type {Command} from '../cli.ts';
import {leftOutLines} from '../left-out-lines.ts';
import {log, runCommand} from '../output.ts';
import type {CommonFlags} from '../output.ts';

interface Flags extends CommonFlags {
  /** cac makes a number of `--ids 5`. */
  ids?: string | number;
  targetIds?: string | number;
  target?: string;
  feed?: string[];
  chat?: boolean;
  probe?: string;
  keepUnverified?: boolean;
  out?: string;
  dtype?: ModelDtype;
  device: Device;
}

export const command: Command = cli => {
  cli
    .command('capture <model> [text]', 'Capture what a model computes for a text')
    .option('--ids <ids>', 'Token ids instead of a text, e.g. 5,3,9')
    .option('--target <text>', 'What the decoder of an encoder-decoder has written')
    .option('--target-ids <ids>', 'The same as ids, with the token that it starts with')
    .option(
      '--feed <name=value>',
      'Values of another input: a number, a .npy file, or a .safetensors file',
      {type: [String]},
    )
    .option('--chat', 'The text is a message: the chat template is put around it')
    .option(
      '--probe <names>',
      'What is captured, by names of probes (default: attention, residual, and logits or classifier, as far as the model has them)',
    )
    .option('--keep-unverified', 'Write values that fail a check, too, and mark them')
    .option('--out <folder>', 'Where the capture goes (default: captures/<model>)')
    .option('--dtype <dtype>', 'Which weights, where there are several')
    .option('--device <device>', `Where it runs: ${DEVICES.join(', ')}`, {default: 'cpu'})
    .option('--json', 'Print one JSON document on stdout')
    .example('aim capture assets/models/tiny-decoder "Lily saw a bird."')
    .action((model: string, text: string | undefined, flags: Flags) =>
      runCommand(flags, async () => {
        const {capture} = await import('../../data-extract/capture.ts');
        const {fileName} = await import('../../data-extract/files/file-name.ts');
        const {parseFeeds} = await import('../../data-extract/feeds/parse-feeds.ts');
        const {probesNamed} = await import('../../data-extract/probes/defaults.ts');
        const {requireCaptureFolder} =
          await import('../../data-extract/capture/capture-folder.ts');
        const {folderOf} = await import('../render/flag-values.ts');
        const {feed: feeds = []} = flags;
        const out = folderOf('--out', flags.out, null);
        // Before a model runs for minutes.
        if (out !== null) await requireCaptureFolder(out);
        const made = await capture({
          model,
          ...(text === undefined
            ? {}
            : {text: flags.chat ? [{role: 'user', content: text}] : text}),
          ...(flags.ids === undefined ? {} : {ids: idsOf(flags.ids)}),
          ...(flags.target === undefined ? {} : {target: String(flags.target)}),
          ...(flags.targetIds === undefined ? {} : {targetIds: idsOf(flags.targetIds)}),
          ...(feeds.length === 0 ? {} : {feeds: await parseFeeds(feeds, process.cwd())}),
          ...(flags.probe === undefined
            ? {}
            : {probes: probesNamed(flags.probe.split(','))}),
          keepUnverified: flags.keepUnverified ?? false,
          dtype: flags.dtype,
          device: flags.device,
        });
        const {id, tensors, invariants, provenance} = made.capture;
        const folder =
          out ??
          `captures/${fileName(id.replaceAll('/', '--'), 'The model', 'Give --out.')}`;
        await made.save(folder);
        if (made.fellBack !== null) log.info(`Not on ${made.fellBack}`);
        const {failed, unrecognised} = made;
        for (const line of leftOutLines(unrecognised)) log.warn(line);
        const held = `${invariants.length - failed.length} checks hold`;
        const gaps =
          unrecognised.length > 0 ? `, ${unrecognised.length} parts left out` : '';
        log.success(
          `${relative('.', folder)}: ${made.tokens.length} tokens, ${tensors.length} tensors, ${held}${gaps}`,
        );
        if (failed.length > 0) {
          process.exitCode = 1;
          const fate = flags.keepUnverified
            ? 'what they speak of is marked verified: false'
            : 'what they speak of was left out (--keep-unverified writes it, marked)';
          log.error(`These checks failed; ${fate}: ${failed.map(saidOf).join('; ')}`);
        }
        return {
          captures: [
            {
              folder,
              tensors: tensors.map(({name, shape, dtype, verified}) => ({
                ...{name, shape, dtype},
                ...(verified === false ? {verified} : {}),
              })),
              invariants,
              unrecognised,
              device: provenance.device,
            },
          ],
        };
      }),
    );
};

const idsOf = (ids: string | number): number[] => String(ids).split(',').map(Number);
