import type {CapturedListings} from 'attention-in-motion/captured/listings';
import type {Source} from 'attention-in-motion/captured/tensor';
import {CodePanel} from 'attention-in-motion/components/CodePanel';
import type {CodePanelProps} from 'attention-in-motion/components/CodePanel';

type Program = CapturedListings['programs'][number];

/** What shows a program, and what it printed. */
export const programPanels = (source: Source, roles: CodePanelProps['roles']) => ({
  /** A program, or part of it, whose first line has the number `first`. */
  codeOf: ({code, first}: Pick<Program, 'code'> & {first?: number}): CodePanel =>
    new CodePanel({code, first, language: 'typescript', roles}),
  outputOf: ({printed}: Pick<Program, 'printed'>): CodePanel =>
    new CodePanel({code: printed, language: 'text', source}),
});
