import {UserError} from '../../foundations/user-error.ts';

const UNREACHED = {
  what: 'no server answers there',
  remedy: 'Start one there, or give its address with --redis.',
};
const REFUSED = {
  what: 'it takes neither this user nor this password',
  remedy:
    'Give the right ones: --redis redis://user:password@host:port, or in AIM_REDIS.',
};

/** What a user can do, by what the system's or the server's message begins with. */
const KNOWN: readonly [RegExp, {what: string; remedy: string}][] = [
  [
    /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ECONNRESET|Connection is closed/,
    UNREACHED,
  ],
  [/WRONGPASS|NOAUTH|invalid password|without any password|AUTH failed/i, REFUSED],
  [
    /NOPERM/,
    {
      what: 'this user may not do that',
      remedy: 'Let it use all commands on keys that begin with aim.',
    },
  ],
  [
    /^OOM|MISCONF/,
    {
      what: 'it has no more room',
      remedy: 'Give it more memory or disk, and run the command again.',
    },
  ],
  [
    /SSL|TLS|certificate/i,
    {
      what: 'it does not speak TLS as asked',
      remedy: 'Give redis:// for a server without TLS, rediss:// for one with it.',
    },
  ],
  [/Redis version/, {what: 'it is too old', remedy: 'Use Redis 6.2 or newer.'}],
];

/** A failure of a Redis server, for the user. Pure. */
export function redisError(said: string, error: unknown): UserError {
  const {code, message, errors} = error as {
    code?: string;
    message?: string;
    errors?: readonly {code?: string}[];
  };
  const text = [message, code, errors?.[0]?.code].filter(Boolean).join(' ');
  const [, known] = KNOWN.find(([pattern]) => pattern.test(text)) ?? [];
  const {what, remedy} = known ?? {
    what: text === '' ? 'it does not answer' : text,
    remedy: 'Check that it is a Redis server, 6.2 or newer.',
  };
  return new UserError('redis', `Redis at ${said}: ${what}.`, remedy);
}
