import type {Answers} from '../answers.ts';
import type {Install} from '../choices.ts';
import {shellWord} from '../shell.ts';
import {manifestNames} from '../manifest/names.ts';
import {OVERRIDE_DAYS, overrideList, overrideRequest, type OverrideRequest} from './override-request.ts';

/** A curl line that takes the API key from the environment: it stands in no argument list. */
const curl = ({method, url}: OverrideRequest): string =>
  [
    String.raw`printf 'x-api-key: %s\n' "$HARNESS_PLATFORM_API_KEY" |`,
    `  curl --silent --show-error --request ${method} --header @- ${shellWord(url)}`,
  ].join('\n');

/** How auto-upgrade is turned on again, which this way needs. */
function turnOn(answers: Answers): string {
  const {upgraderJob, namespace} = manifestNames(answers);
  const ways: Readonly<Record<Install, string>> = {
    manifest: `suspend: false in CronJob ${upgraderJob}, namespace ${namespace}, in the manifest too`,
    helm: 'upgrader.enabled: true in values.yaml; with existingDelegateToken also upgrader.existingUpgraderToken, a Secret with the key UPGRADER_TOKEN',
    terraform: 'upgrader_enabled = true in delegate.tf',
  };
  return ways[answers.delegate.install];
}

function reach({delegate}: Answers): string {
  return delegate.tags.length === 0
    ? 'It reaches EVERY delegate of the account that upgrades itself, because this delegate has no tags. Give it one with --tags to reach it alone.'
    : `It reaches the delegates of the account with the tags ${delegate.tags.join(', ')}.`;
}

/**
 * The request that pins the image for auto-upgrade, as a shell script with what a reader must know before it
 * is sent: when to choose it in the place of suspending, whom it reaches, and what it needs.
 */
export const overrideText = (answers: Answers): string =>
  [
    ...[
      'Tell Harness which image auto-upgrade installs, in the place of turning auto-upgrade off.',
      '',
      'Choose it when you build a new image for every delegate version and Harness shall roll it out, or when',
      'many delegates run the same image and none shall be changed by hand.',
      `Keep auto-upgrade off when nobody would send it again: it ends after ${OVERRIDE_DAYS} days, and then the upgrader`,
      "installs Harness's image, without your tools.",
      '',
      reach(answers),
      'It needs: an API key that may edit delegates, in HARNESS_PLATFORM_API_KEY; the same token for delegate and',
      `upgrader; and auto-upgrade on again, which the files turn off: ${turnOn(answers)}.`,
      'Send the request first, then turn auto-upgrade on.',
    ].map((line) => `# ${line}`.trimEnd()),
    curl(overrideRequest(answers)),
    '',
    '# See which overrides hold now:',
    curl(overrideList(answers)),
    '',
  ].join('\n');
