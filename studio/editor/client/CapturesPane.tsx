/** @jsxImportSource preact */
import {Pane, Tab} from '@motion-canvas/ui';
import type {PluginTabProps} from '@motion-canvas/ui';
import {useEffect, useState} from 'preact/hooks';

import {exactLabel, tokenLabel} from '../../../scenes/components/token-label.ts';
import {percent} from '../../../scenes/script/interpolate.ts';
import {CAPTURES_PATH} from '../protocol.ts';
import type {SceneCaptures} from '../protocol.ts';
import {HeadBrowser} from './HeadBrowser.tsx';
import {capturing, stale} from './live-store.ts';
import {useSceneRun} from './use-scene-run.ts';
import {ViewSwitches} from './ViewSwitches.tsx';

export function CapturesTab({tab}: PluginTabProps) {
  return (
    <Tab title="Captures" id="aim-captures-tab" tab={tab}>
      <svg viewBox="0 0 20 20" width="20" height="20" fill="currentColor">
        <path d="M3 3h6v6H3zM11 3h6v6h-6zM3 11h6v6H3zM11 11h2v2h-2zM15 15h2v2h-2z" />
      </svg>
    </Tab>
  );
}

/** The captures of the current scene: where they come from and what is in them. */
export function CapturesPane() {
  const id = useSceneRun()?.id ?? null;
  const [found, setFound] = useState<SceneCaptures | null>(null);
  const isCapturing = capturing.value !== null;
  useEffect(() => {
    if (id === null || isCapturing) return;
    let isCurrent = true;
    void fetch(`${CAPTURES_PATH}?scene=${encodeURIComponent(id)}`)
      .then(response => response.json() as Promise<SceneCaptures>)
      .then(answer => isCurrent && setFound(answer));
    return () => {
      isCurrent = false;
    };
  }, [id, isCapturing]);
  return (
    <Pane title="Captures" id="aim-captures-pane">
      <ViewSwitches />
      {found?.problem && <div class="aim-note aim-wrong">{found.problem}</div>}
      {found?.captures.length === 0 && found.problem === null && (
        <div class="aim-capture">This scene declares no capture.</div>
      )}
      {found?.captures.map(capture => (
        <Capture key={capture.id} {...capture} />
      ))}
    </Pane>
  );
}

function Capture({id, declaration, attention, files}: SceneCaptures['captures'][number]) {
  const {capture} = files;
  const reasons = stale.value.find(note => note.capture === id)?.reasons ?? [];
  const {model, role, dtype, device} = capture.provenance;
  const last = capture.results.logits?.positions.at(-1);
  return (
    <section class="aim-capture" data-capture={capture.id}>
      <h3>{declaration}</h3>
      {reasons.length > 0 && (
        <div class="aim-note aim-stale" data-aim="stale">
          stale: {reasons.join(', ')}
        </div>
      )}
      <dl class="aim-facts">
        <dt>role</dt>
        <dd>{role}</dd>
        <dt>model</dt>
        <dd>
          {model.id}@{(model.revision ?? model.files[0]?.sha256 ?? '').slice(0, 7)}
        </dd>
        <dt>ran</dt>
        <dd>
          {dtype} on {device}
        </dd>
        <dt>checks</dt>
        <dd>{capture.invariants.length} hold</dd>
      </dl>
      {capture.tokens.length > 0 && (
        <>
          <h4>{capture.tokens.length} tokens</h4>
          <div class="aim-tokens">
            {capture.tokens.map((token, i) => (
              <span
                key={i}
                class={token.special ? 'aim-special' : ''}
                title={`${i}: id ${token.id}`}
              >
                {tokenLabel(token)}
              </span>
            ))}
          </div>
        </>
      )}
      <HeadBrowser files={files} attention={attention} />
      {last && (
        <>
          <h4>Next token</h4>
          <div class="aim-next">
            {last.top.slice(0, 8).map(({text, bytes, probability}, i) => (
              <NextToken key={i} label={exactLabel({text, bytes})} share={probability} />
            ))}
          </div>
        </>
      )}
    </section>
  );
}

function NextToken({label, share}: {label: string; share: number}) {
  return (
    <>
      <span>{label}</span>
      <i style={{width: percent(share)}} />
      <span>{percent(share)}</span>
    </>
  );
}
