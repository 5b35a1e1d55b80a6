import {tmpdir} from 'node:os';
import {sanitiseLine} from '../../domain/text.ts';
import {systemCode, systemReason} from '../system-reason.ts';
import type {KubectlFailure} from './classify-error.ts';

/**
 * Why a call could not be made whose words or objects stand in a temporary file. Throws what is no error of the
 * system on: that is a bug.
 */
export function diskFailure(error: unknown): KubectlFailure {
  if (systemCode(error) === '') throw error;
  return {
    kind: 'disk',
    message: `Temporary files cannot be written in ${sanitiseLine(tmpdir(), {maxLength: 200})}: ${systemReason(error)}.`,
    next: 'Make room there, or let TMPDIR name a directory in which you may write.',
    raw: '',
  };
}
