/** @jsxImportSource preact */
import type {ComponentChildren} from 'preact';

import type {CaptureRun, Problem} from '../protocol.ts';
import {capturing, problems} from './live-store.ts';
import './panel.css';

/** Wraps the editor: what is being captured and what is wrong, at the foot of the page. */
export function LiveBar({children}: {children?: ComponentChildren}) {
  const run = capturing.value;
  const wrong = problems.value;
  return (
    <>
      {children}
      <div class="aim-bar" role="status">
        {run && <Capturing run={run} />}
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
