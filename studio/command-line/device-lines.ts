import type {Provenance} from '../../data-extract/capture/format.ts';

/** Where a capture was made. */
export interface MadeOn {
  device: string;
  /** Why it did not run on a device that `auto` prefers, or `null`. */
  fellBack: string | null;
  /** How far its values are from the CPU's, where another device made them. */
  comparedWithCpu?: Provenance['comparedWithCpu'] | null;
}

/** What is said of the device that a capture was made on; nothing of the CPU. Pure. */
export const deviceLines = ({device, fellBack, comparedWithCpu}: MadeOn): string[] => [
  ...(fellBack === null ? [] : [`Not on ${fellBack}`]),
  ...(comparedWithCpu
    ? [
        `On ${device}, whose values differ from the CPU's by ${comparedWithCpu.maxError.toExponential(1)} (allowed ${comparedWithCpu.tolerance})`,
      ]
    : []),
];
