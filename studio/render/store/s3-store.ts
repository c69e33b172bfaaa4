import type {S3Client} from '@aws-sdk/client-s3';

import {s3Error} from './s3-error.ts';
import type {SharedStore} from './shared-store.ts';
import type {StorePlace} from './store-place.ts';

/**
 * Files in a bucket. Region, credentials and address come from where the AWS tools take
 * them: `AWS_REGION`, `AWS_ACCESS_KEY_ID`, `AWS_ENDPOINT_URL`, profiles, the machine's role.
 */
export class S3Store implements SharedStore {
  private client: Promise<S3Client> | null = null;

  public constructor(
    public readonly address: string,
    private readonly place: Extract<StorePlace, {kind: 's3'}>,
  ) {}

  public async has(name: string): Promise<boolean> {
    const {HeadObjectCommand} = await import('@aws-sdk/client-s3');
    const found = await this.ask(client =>
      client.send(new HeadObjectCommand(this.object(name))),
    );
    return found !== null;
  }

  public async read(name: string): Promise<Uint8Array | null> {
    const {GetObjectCommand} = await import('@aws-sdk/client-s3');
    return this.ask(async client => {
      const {Body} = await client.send(new GetObjectCommand(this.object(name)));
      return (await Body?.transformToByteArray()) ?? null;
    });
  }

  public async write(name: string, content: Uint8Array): Promise<void> {
    const {PutObjectCommand} = await import('@aws-sdk/client-s3');
    await this.ask(client =>
      client.send(new PutObjectCommand({...this.object(name), Body: content})),
    );
  }

  /** @returns `null` where there is no such object. */
  private async ask<T>(question: (client: S3Client) => Promise<T>): Promise<T | null> {
    try {
      return await question(await (this.client ??= open()));
    } catch (error) {
      const {name, $metadata} = error as {
        name?: string;
        $metadata?: {httpStatusCode?: number};
      };
      // A bucket that is not there has the same status, and a name of its own.
      const isNoBucket = name === 'NoSuchBucket';
      if ($metadata?.httpStatusCode === 404 && !isNoBucket) return null;
      throw s3Error(this.address, error);
    }
  }

  private object(name: string): {Bucket: string; Key: string} {
    const {bucket, prefix} = this.place;
    return {Bucket: bucket, Key: prefix === '' ? name : `${prefix}/${name}`};
  }
}

async function open(): Promise<S3Client> {
  const {S3Client} = await import('@aws-sdk/client-s3');
  const {env} = process;
  // It would warn, on every machine with Node 20, of a version that is not installed yet.
  env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const own = env.AWS_ENDPOINT_URL_S3 ?? env.AWS_ENDPOINT_URL;
  return new S3Client({
    // Servers other than Amazon's have no host per bucket, and seldom a region.
    ...(own === undefined
      ? {}
      : {forcePathStyle: true, region: env.AWS_REGION ?? 'us-east-1'}),
    // Chunks have hashes of their own; not every server knows those of the newest kind.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}
