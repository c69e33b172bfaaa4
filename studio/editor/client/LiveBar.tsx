/** @jsxImportSource preact */
import type {ComponentChildren} from 'preact';

import type {StaleCapture} from '../../freshness/stale-captures.ts';
import type {CaptureRun, Problem} from '../protocol.ts';
import {capturing, problems, stale} from './live-store.ts';
import './panel.css';

/** Wraps the editor: what is being captured and what is wrong, at the foot of the page. */
export function LiveBar({children}: {children?: ComponentChildren}) {
  const run = capturing.value;
  const wrong = problems.value;
  const outdated = stale.value;
  return (
    <>
      {children}
      <div class="aim-bar" role="status">
        {run && <Capturing run={run} />}
        {outdated.length > 0 && <Outdated notes={outdated} />}
        {wrong.map(problem => (
          <Wrong key={problem.key} problem={problem} />
        ))}
      </div>
    </>
  );
}

function Capturing({run: {scene, done, of}}: {run: CaptureRun}) {
  return (
    <div class="aim-note" data-aim="capturing">
      <span>
        Capturing {scene}
        {of !== null && of > 1 ? `, ${done + 1} of ${of}` : ''} …
      </span>
      <progress {...(of === null ? {} : {value: done, max: of})} />
    </div>
  );
}

/** So many captures are named. */
const NAMED = 3;

function Outdated({notes}: {notes: readonly StaleCapture[]}) {
  const remedies = new Set(notes.map(({remedy}) => remedy));
  const more = notes.length - NAMED;
  return (
    <div class="aim-note aim-stale" data-aim="stale">
      <div>
        {notes.slice(0, NAMED).map(({capture, reasons}) => (
          <div key={capture}>
            <code>{capture}</code> is stale: {reasons.join(', ')}
          </div>
        ))}
        {more > 0 && <div>and {more} more</div>}
      </div>
      <code>{remedies.size === 1 ? [...remedies] : 'npm run extract'}</code>
    </div>
  );
}

function Wrong({problem: {file, line, message, remedy}}: {problem: Problem}) {
  return (
    <div class="aim-note aim-wrong" data-aim="problem">
      {file !== null && (
        <code>
          {file}
          {line === null ? '' : `:${line}`}
        </code>
      )}
      <span>{message}</span>
      {remedy !== null && <em>{remedy}</em>}
    </div>
  );
}
