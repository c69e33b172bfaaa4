import {UserError} from '../../../foundations/user-error.ts';

/** That a store does not take or give files; what was drawn is kept where it was drawn. */
export const storeError = (address: string, why: string, remedy: string): UserError =>
  new UserError('store', `The store ${address}: ${why}`, remedy);
