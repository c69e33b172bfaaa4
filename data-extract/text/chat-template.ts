import {readFile} from 'node:fs/promises';
import {join} from 'node:path';

import {Environment, Interpreter, Template} from '@huggingface/jinja';

import {withoutMark} from '../../foundations/byte-order-mark.ts';
import {sha256} from '../../foundations/canonical-json.ts';
import {UserError} from '../../foundations/user-error.ts';

/** A message of a chat, as the model's template takes it. */
export interface ChatMessage {
  /** `system`, `user` or `assistant`. */
  role: string;
  content: string;
}

/** Turns messages into the text that a chat model reads. */
export interface ChatTemplate {
  /** SHA-256 of the template's text. */
  sha256: string;
  /**
   * The text of messages, up to where the model begins to answer; where the last message
   * is the assistant's, it ends with that.
   *
   * @throws UserError where the template refuses the messages.
   */
  render(messages: readonly ChatMessage[]): string;
}

/** `tokenizer_config.json` as far as it is read here. */
interface Config {
  chat_template?: string | {name: string; template: string}[];
  [token: string]: unknown;
}

/**
 * The chat template of a model folder: `chat_template.jinja`, or what
 * `tokenizer_config.json` holds.
 *
 * @returns `null` where the model has none.
 */
export async function readChatTemplate(folder: string): Promise<ChatTemplate | null> {
  const own = await read(join(folder, 'chat_template.jinja'));
  const text = await read(join(folder, 'tokenizer_config.json'));
  // A config that is no JSON is reported where the tokenizer is opened.
  const config = parsed(text);
  const template = own ?? templateIn(config);
  return template === null ? null : chatTemplate(template, config, folder);
}

/** @param name - Of the model, for messages. */
export function chatTemplate(
  template: string,
  config: Readonly<Record<string, unknown>>,
  name: string,
): ChatTemplate {
  return {
    sha256: sha256(template),
    render(messages) {
      try {
        const environment = new Environment();
        for (const [key, value] of Object.entries(globals(messages, config))) {
          environment.set(key, value);
        }
        return new Interpreter(environment).run(new Template(template).parsed)
          .value as string;
      } catch (error) {
        throw new UserError(
          'chat-template',
          `${name}: the chat template does not take these messages: ${(error as Error).message}.`,
          'Most templates want user and assistant in turn, some no system message; or give the text itself.',
        );
      }
    },
  };
}

/**
 * What a template finds. `strftime_now` is left out: the same messages must give the same
 * text on any day, and templates have a fixed date for where it is missing.
 */
function globals(
  messages: readonly ChatMessage[],
  config: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const tokens = Object.entries(config).flatMap(([key, value]) => {
    if (!/^(?:bos|eos|pad|unk|cls|sep|mask)_token$/.test(key)) return [];
    const content = (value as {content?: unknown} | null)?.content ?? value;
    return typeof content === 'string' ? [[key, content] as const] : [];
  });
  const [no, yes, none] = [false, true, null];
  return {
    ...Object.fromEntries(tokens),
    false: no,
    False: no,
    true: yes,
    True: yes,
    none,
    None: none,
    messages: messages.map(message => ({...message})),
    add_generation_prompt: messages.at(-1)?.role !== 'assistant',
    raise_exception(message: string): never {
      throw new Error(message);
    },
    range: (first: number, second?: number, step = 1): number[] => {
      const [from, to] = second === undefined ? [0, first] : [first, second];
      const count = Math.max(0, Math.ceil((to - from) / step));
      return Array.from({length: count}, (_, i) => from + i * step);
    },
  };
}

function templateIn({chat_template: template}: Config): string | null {
  if (typeof template === 'string') return template;
  if (!Array.isArray(template)) return null;
  return template.find(({name}) => name === 'default')?.template ?? null;
}

const read = (file: string): Promise<string | null> =>
  readFile(file, 'utf8').then(withoutMark, () => null);

function parsed(text: string | null): Config {
  try {
    return JSON.parse(text ?? '{}') as Config;
  } catch {
    return {};
  }
}
