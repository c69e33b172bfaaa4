import type {CapturedListings} from 'attention-in-motion/captured/listings';
import type {Source} from 'attention-in-motion/captured/tensor';
import {CodePanel} from 'attention-in-motion/components/CodePanel';
import type {CodePanelProps} from 'attention-in-motion/components/CodePanel';

type Program = CapturedListings['programs'][number];

/** What shows a program, and what it printed. */
export const programPanels = (source: Source, roles: CodePanelProps['roles']) => ({
  codeOf: ({code}: Pick<Program, 'code'>): CodePanel =>
    new CodePanel({code, language: 'typescript', roles}),
  outputOf: ({printed}: Pick<Program, 'printed'>): CodePanel =>
    new CodePanel({code: printed, language: 'text', source}),
});
