import {builderRow} from '../../../domain/build-run/builder-rows.ts';
import {PLATFORMS} from '../../../domain/build-run/builder-types.ts';
import type {Verdict} from '../../screen.ts';
import {noteItem} from '../../item.ts';
import {resultItem, type BuildItem, type BuildScreen} from '../item.ts';
import type {BuildState} from '../state.ts';

/** Which builder there is, and what it will build. */
export const builder: BuildScreen = {
  question: ({found}) =>
    found !== undefined && found.ready === undefined
      ? 'No builder works on this machine'
      : 'Build the image on this machine?',
  status: ({job, found}) => [
    {label: 'image', text: job.reference},
    ...(found !== undefined && found.ready === undefined
      ? []
      : [
          {label: 'from', text: job.dockerfile},
          {label: 'tools', text: job.tools.join(', ') || 'none'},
        ]),
  ],
  items: (state) => {
    const {found} = state;
    if (found === undefined)
      return [resultItem('looking', 'running', 'looking for docker, podman and buildah')];
    return found.ready === undefined
      ? [...unusable(state), ...withoutBuilder(state)]
      : [resultItem('ready', 'ok', found.ready.says), platformItem(state), ...unusable(state)];
  },
  first: (items) => items.findIndex(({change}) => change !== undefined),
  verdict,
};

const platformItem = ({platform}: BuildState): BuildItem => ({
  row: {
    kind: 'options',
    id: 'platform',
    label: 'Platform',
    options: PLATFORMS.map((name) => ({label: name, selected: name === platform})),
  },
  change: (state, by) => {
    const at = PLATFORMS.indexOf(state.platform);
    return {...state, platform: PLATFORMS[(at + by + PLATFORMS.length) % PLATFORMS.length] ?? state.platform};
  },
});

/** Those that are not there are no news when another one works, else one row together. */
function unusable({found}: BuildState): BuildItem[] {
  const all = found?.unusable ?? [];
  const tone = found?.ready === undefined ? 'error' : 'notice';
  const absent = found?.ready === undefined ? all.filter(({code}) => code === 'absent') : [];
  return [
    ...all
      .filter(({code}) => code !== 'absent')
      .map(({builder: name, cause, next}) => resultItem(`unusable:${name}`, tone, cause, next.join(' '))),
    ...(absent.length === 0
      ? []
      : [
          resultItem(
            'absent',
            tone,
            `Not installed, or not in a directory of PATH: ${absent.map(({builder: name}) => builderRow(name).label).join(', ')}.`,
            absent.flatMap(({next}) => next).join(' '),
          ),
        ]),
  ];
}

function withoutBuilder({job}: BuildState): BuildItem[] {
  return [
    ...(job.pipeline === undefined
      ? []
      : [
          resultItem(
            'pipeline',
            'notice',
            'Harness builds it without one:',
            `add ${job.pipeline} to your pipeline.`,
          ),
        ]),
    noteItem('by-hand', 'Or on a machine that has one:'),
    ...job.byHand.map((command, index) => resultItem(`by-hand:${index}`, 'notice', command)),
  ];
}

function verdict({found, job}: BuildState): Verdict | undefined {
  if (found === undefined) return undefined;
  if (found.ready !== undefined)
    return {tone: 'ok', text: `Press enter to build ${job.reference}. Nothing is pushed before you say so.`};
  return {
    tone: 'warning',
    text: 'The files are written. Press r to look again, enter to leave with the next steps.',
  };
}
