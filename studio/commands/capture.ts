import {join, relative} from 'node:path';
import type {CaptureRequest, CaptureResult} from '../../data-extract/capture.ts';
import type {InvariantResult} from '../../data-extract/checks/invariants.ts';
import {DEVICES, DTYPES} from '../../data-extract/course/roles.ts';
import {UserError} from '../../foundations/user-error.ts';
import type {ChatMessage} from '../../data-extract/text/chat-template.ts';
import {saidOf} from '../../data-extract/pipeline/leave-out.ts';
import {deviceLines} from '../command-line/device-lines.ts';
import {leftOutLines} from '../command-line/left-out-lines.ts';
import {readIds} from '../command-line/flag-values.ts';
import {log} from '../command-line/output.ts';
import {defineCommand} from '../command-line/command.ts';
import {dashed} from '../command-line/flag.ts';
import type {Values} from '../command-line/flag.ts';
import {each, folder, text, word, yes} from '../command-line/flag-kinds.ts';

const FLAGS = {
  ids: text('ids', 'Token ids instead of a text, e.g. 5,3,9'),
  texts: text('file', 'Many texts, a JSON value per line, each in its own folder'),
  target: text('text', 'What the decoder of an encoder-decoder has written'),
  targetIds: text('ids', 'The same as ids, with the token that it starts with'),
  feed: each(
    'name=value',
    'Values of another input: a number, a .npy file, or a .safetensors file',
  ),
  chat: yes('The text is a message: the chat template is put around it'),
  probe: text('names', 'What is captured, by names of probes', {
    byDefault:
      'attention, residual, and logits or classifier, as far as the model has them',
  }),
  keepUnverified: yes('Write values that fail a check, too, and mark them'),
  out: folder('Where the capture goes', 'captures/<model>'),
  dtype: word(DTYPES, {
    says: 'Which weights, where there are several',
    value: 'dtype',
    otherwise: null,
  }),
  device: word(DEVICES, {says: 'Where it runs', value: 'device', otherwise: 'cpu'}),
};

type CaptureFlags = Values<typeof FLAGS>;

export const command = defineCommand({
  name: 'capture',
  words: '<model> [text]',
  says: 'Capture what a model computes for a text',
  flags: FLAGS,
  examples: [
    'aim capture assets/models/tiny-decoder "Lily saw a bird."',
    'aim capture assets/models/tiny-decoder --texts texts.jsonl --out many',
  ],
  async run({words, flags}) {
    const [model, said]: readonly (string | undefined)[] = words;
    if (model === undefined) throw new Error('There is no model.');
    const {texts} = flags;
    if (texts === undefined) return {captures: [await captureOne(model, said, flags)]};
    refuseBesideTexts(said, flags);
    return {captures: await captureList(model, texts, flags)};
  },
});

/** The folder of a model's captures where none is named. */
async function ownFolder(model: string): Promise<string> {
  const {nameOf, sourceOf} = await import('../../data-extract/models/source-of.ts');
  const {fileName} = await import('../../foundations/files/file-name.ts');
  const id = nameOf(sourceOf(model, process.cwd()));
  return `captures/${fileName(id.replaceAll('/', '--'), 'The model', 'Give --out.')}`;
}

async function captureOne(
  model: string,
  text: string | undefined,
  flags: CaptureFlags,
): Promise<Saved> {
  const {capture} = await import('../../data-extract/capture.ts');
  const {parseFeeds} = await import('../../data-extract/feeds/parse-feeds.ts');
  const {requireCaptureFolder} =
    await import('../../data-extract/capture/capture-folder.ts');
  const {feed: feeds} = flags;
  if (flags.chat && text === undefined) {
    throw new UserError(
      'capture-request',
      'There is no text for --chat to put a chat template around.',
      'Give the message as text, or leave --chat out.',
    );
  }
  const request = {
    ...(await common(model, flags)),
    ...(text === undefined ? {} : {text: asked(text, flags)}),
    ...(flags.ids === undefined ? {} : {ids: readIds('--ids', flags.ids)}),
    ...(flags.target === undefined ? {} : {target: flags.target}),
    ...(flags.targetIds === undefined
      ? {}
      : {targetIds: readIds('--target-ids', flags.targetIds)}),
    ...(feeds.length === 0 ? {} : {feeds: await parseFeeds(feeds, process.cwd())}),
  };
  const folder = flags.out ?? (await ownFolder(model));
  // Before a model runs for minutes.
  await requireCaptureFolder(folder);
  return saved(await capture(request), folder, flags);
}

/** Capture the texts of a file one after the other, each into a folder of its own. */
async function captureList(
  model: string,
  file: string,
  flags: CaptureFlags,
): Promise<Saved[]> {
  const {captureMany} = await import('../../data-extract/capture-many.ts');
  const {requireCaptureFolder} =
    await import('../../data-extract/capture/capture-folder.ts');
  const {readTextsFile} = await import('../../data-extract/feeds/read-texts.ts');
  const listed = await readTextsFile(file);
  const request = await common(model, flags);
  const parent = flags.out ?? (await ownFolder(model));
  const folders = listed.map(({id}) => join(parent, id));
  for (const folder of folders) await requireCaptureFolder(folder);
  const texts = listed.map(({text}) => ({text: asked(text, flags)}));
  const results: Saved[] = [];
  try {
    for await (const made of captureMany({...request, texts}))
      results.push(await saved(made, folders[results.length], flags));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const {line} = listed[results.length];
    throw new UserError(error.code, `${file}:${line}: ${error.message}`, error.remedy);
  }
  return results;
}

async function common(
  model: string,
  {probe, keepUnverified, dtype, device}: CaptureFlags,
): Promise<Omit<CaptureRequest, 'text'>> {
  const {probesNamed} = await import('../../data-extract/probes/defaults.ts');
  return {
    model,
    ...(probe === undefined
      ? {}
      : {probes: probesNamed(probe.split(',').map(name => name.trim()))}),
    keepUnverified,
    dtype,
    device,
  };
}

const asked = (text: string, {chat}: CaptureFlags): string | readonly ChatMessage[] =>
  chat ? [{role: 'user', content: text}] : text;

/** A capture as the command reports it. */
interface Saved {
  folder: string;
  tensors: Pick<
    CaptureResult['capture']['tensors'][number],
    'name' | 'shape' | 'dtype'
  >[];
  invariants: readonly InvariantResult[];
  unrecognised: CaptureResult['unrecognised'];
  device: string;
}

async function saved(
  made: CaptureResult,
  folder: string,
  {keepUnverified}: CaptureFlags,
): Promise<Saved> {
  const {tensors, invariants, provenance} = made.capture;
  await made.save(folder);
  for (const line of deviceLines({...provenance, fellBack: made.fellBack}))
    log.info(line);
  const {failed, unrecognised} = made;
  for (const line of leftOutLines(unrecognised)) log.warn(line);
  const held = `${invariants.length - failed.length} checks hold`;
  const parts = unrecognised.length === 1 ? 'part' : 'parts';
  const gaps =
    unrecognised.length > 0 ? `, ${unrecognised.length} ${parts} left out` : '';
  log.success(
    `${relative('.', folder)}: ${made.tokens.length} tokens, ${tensors.length} tensors, ${held}${gaps}`,
  );
  if (failed.length > 0) {
    process.exitCode = 1;
    const fate = keepUnverified
      ? 'what they speak of is marked verified: false'
      : 'what they speak of was left out (--keep-unverified writes it, marked)';
    log.error(`These checks failed; ${fate}: ${failed.map(saidOf).join('; ')}`);
  }
  return {
    folder,
    tensors: tensors.map(({name, shape, dtype, verified}) => ({
      name,
      shape,
      dtype,
      ...(verified === false ? {verified} : {}),
    })),
    invariants,
    unrecognised,
    device: provenance.device,
  };
}

/** @throws UserError where something is given besides that says what is read. */
function refuseBesideTexts(text: string | undefined, flags: CaptureFlags): void {
  const given = [
    ...(text === undefined ? [] : ['a text']),
    ...(['ids', 'target', 'targetIds', 'feed'] as const).flatMap(flag =>
      flags[flag] === undefined || flags[flag].length === 0 ? [] : [dashed(flag)],
    ),
  ];
  if (given.length === 0) return;
  throw new UserError(
    'capture-request',
    `There are both --texts and ${given[0]}.`,
    'Give one of the two.',
  );
}
