import {compareVersions} from '../../domain/catalogue/compare-versions.ts';
import {PATTERNS} from '../../domain/patterns.ts';
import {draft} from '../answering.ts';
import {heading, type Item} from '../item.ts';
import type {ToolLine} from '../knowledge.ts';
import {closeOverlay} from '../navigation.ts';
import {only, say, type Result, type WizardState} from '../state.ts';
import type {StepScreen} from '../steps/step-screen.ts';
import {checksumOf, pinChecksum, setVersions, toolEntries} from '../tool-entries.ts';

/**
 * Versions of one tool. Enter takes the focused one alone and closes, so that changing a version is three
 * keys; space ticks several, and then Enter only closes.
 */
export const versions: StepScreen = {
  question: (state) => `Versions of ${toolOf(state)}`,
  items: (state) => {
    const line = lineOf(state);
    if (!line) return [];
    const known = [...new Set([...chosenVersions(state, line), ...line.versions])].sort(
      newestFirst(line.versions),
    );
    return [
      ...known.map((version) => versionItem(state, line, version)),
      otherItem(state, line),
      ...checksumItems(state, line),
    ];
  },
};

const toolOf = ({overlay}: WizardState): string => (overlay?.kind === 'versions' ? overlay.tool : '');
const lineOf = (state: WizardState): ToolLine | undefined =>
  state.know.tools(state.answers).find((tool) => tool.name === toolOf(state));

/** The catalogue knows the order of its own versions, also where they are commit hashes. */
const newestFirst = (known: readonly string[]) => (a: string, b: string) =>
  known.includes(a) && known.includes(b) ? known.indexOf(a) - known.indexOf(b) : compareVersions(b, a);

/** As it is chosen; where nobody chose, what a feature or another tool brings. */
function chosenVersions(state: WizardState, line: ToolLine): string[] {
  const entries = toolEntries(state.answers, line.name);
  return entries.length === 0
    ? line.installed.map(({version}) => version)
    : entries.flatMap((entry) => entry.version ?? line.versions[0] ?? []);
}

const choose = (state: WizardState, line: ToolLine, versions: readonly string[]): WizardState =>
  setVersions(state, {
    name: line.name,
    versions,
    ...(line.versions[0] === undefined ? {} : {fallback: line.versions[0]}),
  });

const isTicking = ({overlay}: WizardState): boolean => overlay?.kind === 'versions' && overlay.ticked;

function versionItem(state: WizardState, line: ToolLine, version: string): Item {
  const chosen = chosenVersions(state, line);
  const checked = chosen.includes(version);
  const detail = detailOf(line, version);
  return {
    row: {
      kind: 'check',
      id: `version:${version}`,
      label: version,
      checked,
      ...(detail === undefined ? {} : {detail}),
    },
    claims: toolEntries(state.answers, line.name)
      .filter((entry) => (entry.version ?? line.versions[0]) === version)
      .map((entry) => `tools.${entry.index}`),
    toggle: (state) =>
      checked && chosen.length === 1 && line.because !== undefined
        ? say(state, 'notice', `${line.name} is in the image ${line.because}: one version must stay.`)
        : {
            ...choose(
              state,
              line,
              checked ? chosen.filter((other) => other !== version) : [...chosen, version],
            ),
            overlay: {kind: 'versions', tool: line.name, ticked: true},
          },
    pick: (state) => only(closeOverlay(isTicking(state) ? state : choose(state, line, [version]))),
  };
}

/** Among several, which command calls it: the shortest name is that of one of them only. */
function detailOf({versions, installed}: ToolLine, version: string): string | undefined {
  const called = installed.find((one) => one.version === version)?.calledAs;
  const parts = [
    version === versions[0] ? 'newest known' : '',
    called !== undefined && installed.length > 1 ? `called ${called}` : '',
  ].filter(Boolean);
  return parts.length === 0 ? undefined : parts.join(' · ');
}

/** The typed version joins the ticked ones, or takes the place of the one there was. */
function otherItem(state: WizardState, line: ToolLine): Item {
  const id = `version-of:${line.name}`;
  const text = state.drafts[id] ?? '';
  return {
    row: {
      kind: 'text',
      id,
      label: 'Another',
      value: text,
      placeholder: 'type a version',
    },
    text,
    setText: (state, text) => draft(state, id, text),
    pick: (state) => pickTyped(state, line, id),
  };
}

function pickTyped(state: WizardState, line: ToolLine, id: string): Result {
  const version = (state.drafts[id] ?? '').trim().replace(/^v(?=\d)/, '');
  if (version === '') return only(closeOverlay(state));
  if (!PATTERNS.toolVersion.test(version))
    return only(say(state, 'error', 'That is no version: type one such as 1.33.1, or clear the field.'));
  const chosen = isTicking(state) ? [...chosenVersions(state, line), version] : [version];
  return only(closeOverlay(draft(choose(state, line, chosen), id, '')));
}

/** A pin needs to know which version it is for. */
function checksumItems(state: WizardState, line: ToolLine): Item[] {
  const [entry, ...others] = toolEntries(state.answers, line.name);
  if (!entry || others.length > 0) return [];
  return [
    heading('Pinned SHA-256'),
    ...(['amd64', 'arm64'] as const).map((arch): Item => {
      const text = checksumOf(entry, arch);
      return {
        row: {
          kind: 'text',
          id: `sha256:${arch}`,
          label: arch,
          value: text,
          placeholder: '64 hexadecimal digits; the build stops when it differs',
        },
        claims: [`tools.${entry.index}.sha256.${arch}`],
        text,
        setText: (state, text) => pinChecksum(state, {entry, arch, text}),
        pick: (state) => only(closeOverlay(state)),
      };
    }),
  ];
}
