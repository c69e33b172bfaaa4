import {expect, test} from 'vitest';

import {s3Error} from '../../../../studio/render/store/s3-error.ts';

test.each([
  [{name: 'InvalidAccessKeyId'}, 'the key or its secret is not known there.'],
  [{name: 'NoSuchBucket'}, 'there is no such bucket.'],
  [{name: 'CredentialsProviderError'}, 'there are no credentials.'],
  [{name: 'Error', code: 'ENOTFOUND'}, 'no server answers there.'],
  [
    {name: 'AggregateError', errors: [{code: 'ECONNREFUSED'}]},
    'no server answers there.',
  ],
  [{name: 'XMinioStorageFull', $metadata: {httpStatusCode: 507}}, 'it is full.'],
  [{name: 'Unknown', $metadata: {httpStatusCode: 507}}, 'it is full.'],
  [{name: 'Unknown', $metadata: {httpStatusCode: 403}}, 'the key may not do that.'],
  [
    {
      name: 'SlowDown',
      message: 'Reduce your request rate',
      $metadata: {httpStatusCode: 503},
    },
    'the request failed: SlowDown: Reduce your request rate.',
  ],
])('%j', (error, what) => {
  const {message, remedy} = s3Error('s3://b/p', error);
  expect(message).toBe(`The store s3://b/p: ${what}`);
  expect(remedy).not.toBe('');
});
