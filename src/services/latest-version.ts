import * as v from 'valibot';
import {PATTERNS} from '../domain/patterns.ts';
import {UserError} from '../domain/user-error.ts';
import {askHarness, hostOf, type HarnessAccess} from './harness-api.ts';
import {answerFailure} from './request-failure.ts';

export type LatestVersionRequest = HarnessAccess;

/** Both as `yy.mm.bbbbb`, without the suffix of the minimal image. */
export interface LatestVersion {
  readonly version: string;
  readonly minimal: string;
}

const BY_HAND = 'Or give the version yourself with --base-version.';
const MINIMAL_SUFFIX = '.minimal';

const answerSchema = v.object({
  resource: v.object({
    latestSupportedVersion: v.pipe(v.string(), v.regex(PATTERNS.baseVersion)),
    latestSupportedMinimalVersion: v.pipe(
      v.string(),
      v.check((text) => text.endsWith(MINIMAL_SUFFIX)),
      v.transform((text) => text.slice(0, -MINIMAL_SUFFIX.length)),
      v.regex(PATTERNS.baseVersion),
    ),
  }),
});

/**
 * Asks Harness for the newest delegate version that the account supports. Throws `UserError` with one sentence
 * for whatever goes wrong (never with the key in it), or the signal's reason.
 * Source: Harness docs, delegate upgrades and expiration.
 */
export async function latestSupportedVersion(request: LatestVersionRequest): Promise<LatestVersion> {
  try {
    const answer = await askHarness({
      ...request,
      path: '/ng/api/delegate-setup/latest-supported-version',
      what: 'a version',
    });
    const read = v.safeParse(answerSchema, answer);
    if (!read.success)
      throw answerFailure(hostOf(request.managerUrl), 'something that is not a delegate version');
    const {latestSupportedVersion, latestSupportedMinimalVersion} = read.output.resource;
    return {version: latestSupportedVersion, minimal: latestSupportedMinimalVersion};
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(error.message, {next: [...error.next, BY_HAND]});
  }
}
