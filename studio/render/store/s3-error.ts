import type {UserError} from '../../../foundations/user-error.ts';
import {storeError} from './store-error.ts';

const CREDENTIALS = {
  what: 'the key or its secret is not known there.',
  remedy: 'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY to a pair that is.',
};
const UNREACHED = {
  what: 'no server answers there.',
  remedy: 'Check AWS_ENDPOINT_URL, AWS_REGION and the network.',
};
const FULL = {
  what: 'it is full.',
  remedy: 'Free some space there and run the command again.',
};

/** What a user can do, by the name or code of the error. */
const KNOWN: Readonly<Record<string, {what: string; remedy: string}>> = {
  InvalidAccessKeyId: CREDENTIALS,
  SignatureDoesNotMatch: CREDENTIALS,
  ExpiredToken: {
    what: 'the session of the key is over.',
    remedy: 'Get new credentials and run the command again.',
  },
  AccessDenied: {
    what: 'the key may not do that.',
    remedy:
      'Let it get and put objects there (s3:GetObject, s3:PutObject, s3:ListBucket).',
  },
  NoSuchBucket: {what: 'there is no such bucket.', remedy: 'Make it, or give another.'},
  CredentialsProviderError: {
    what: 'there are no credentials.',
    remedy: 'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE.',
  },
  ECONNREFUSED: UNREACHED,
  ENOTFOUND: UNREACHED,
  EAI_AGAIN: UNREACHED,
  ETIMEDOUT: UNREACHED,
  ECONNRESET: UNREACHED,
  TimeoutError: UNREACHED,
  QuotaExceeded: FULL,
  XMinioStorageFull: FULL,
};

const BY_STATUS: Readonly<Record<number, string>> = {
  403: 'AccessDenied',
  507: 'QuotaExceeded',
};

/** What a request to a bucket failed of, for the user. Pure. */
export function s3Error(address: string, error: unknown): UserError {
  const {name, code, message, $metadata, errors} = error as {
    name?: string;
    code?: string;
    message?: string;
    $metadata?: {httpStatusCode?: number};
    errors?: readonly {code?: string}[];
  };
  const status = BY_STATUS[$metadata?.httpStatusCode ?? 0];
  const found = [name, code, errors?.[0]?.code, status].find(
    one => one !== undefined && Object.hasOwn(KNOWN, one),
  );
  if (found !== undefined) {
    const {what, remedy} = KNOWN[found];
    return storeError(address, what, remedy);
  }
  return storeError(
    address,
    `the request failed: ${[name, message].filter(Boolean).join(': ')}.`,
    'Run the command again; what was drawn is kept.',
  );
}
