import {existsSync, readFileSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';

import {getHFHubCachePath, HUB_URL} from '@huggingface/hub';

/** How the hub is reached; the variables are those of huggingface_hub. */
export interface HubSettings {
  /** `HF_ENDPOINT`, without a slash at its end. */
  endpoint: string;
  /** `HF_HUB_CACHE`, `HF_HOME`, or the folder that huggingface_hub uses. */
  cache: string;
  /** `HF_TOKEN`, or what `hf auth login` left; `null` where there is none. */
  token: string | null;
  /** `HF_HUB_OFFLINE`: nothing may be asked of the hub. */
  offline: boolean;
}

/** Settings of this process. */
export function hubSettings(env: NodeJS.ProcessEnv = process.env): HubSettings {
  return {
    endpoint: (env.HF_ENDPOINT || HUB_URL).replace(/\/+$/, ''),
    cache: getHFHubCachePath(),
    token: env.HF_TOKEN?.trim() || savedToken(env),
    offline: /^(?:1|true|yes|on)$/i.test(env.HF_HUB_OFFLINE ?? ''),
  };
}

function savedToken(env: NodeJS.ProcessEnv): string | null {
  const home =
    env.HF_HOME ?? join(env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'huggingface');
  const file = env.HF_TOKEN_PATH ?? join(home, 'token');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() || null : null;
}
