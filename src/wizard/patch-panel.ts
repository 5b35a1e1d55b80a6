import {changeLine, maskedFile, maskedFileDiff} from '../domain/patch/patch-lines.ts';
import type {PatchEdit} from '../domain/patch/patch-types.ts';
import type {Problem} from '../domain/problem.ts';
import type {PatchedFile} from '../domain/plan-types.ts';
import {sanitiseLine} from '../domain/text.ts';
import type {PanelLine, RowProblem} from './screen.ts';

const INSTALLS = {manifest: 'manifest', values: 'helm', terraform: 'terraform'} as const;

/** Where the words of the command line would mislead. Keys are codes of findings. */
const HERE: Readonly<Record<string, string>> = {
  'token-open': 'waits for the token: the step before asks how it gets there',
  'token-clear':
    'holds the token in clear text, for everybody who may read the Deployment: put it into a Secret by hand',
  'root-uid': 'runs as root, which OpenShift refuses: “Runs as” in the step before changes it',
  'selector-constant':
    'would pick the pods of a second delegate too: “Selector” in the step before gives it its own',
  'autoscaler-target':
    'aims at a Deployment that is not in the file: “Autoscaler” in the step before changes it',
  'upgrader-open': 'leaves account or manager open: auto-upgrade may show as unknown in Harness',
};

const RANK = {error: 0, warning: 1, notice: 2} as const;

/** What is to be known about the file, worst first: edits that cannot be made, then findings. */
export const patchProblems = ({role, blocked, findings}: PatchedFile): readonly RowProblem[] =>
  [...blocked, ...findings]
    .map((problem) => ({severity: problem.severity, message: told(problem, role)}))
    .sort((a, b) => RANK[a.severity] - RANK[b.severity]);

/** `Secret custom-del-token, line 27, waits for …`: short enough for a notice. */
function told({code, field, message, source}: Problem, role: PatchedFile['role']): string {
  const words = HERE[code] ?? message;
  const [kind, name] = field.split(' ');
  const subject = role === 'manifest' ? `${kind} ${name ?? ''}`.trimEnd() : field;
  const line = source === undefined ? '' : `, line ${source.line}`;
  return sanitiseLine(
    /^(?:[A-Z]|runAsUser\b|root\b)/.test(words)
      ? `${subject}${line}: ${words}`
      : `${subject}${line}${line === '' ? '' : ','} ${words}.`,
  );
}

const SIGNS = {error: 'wrong', warning: 'mind ', notice: 'note '} as const;

/** The line and what changes there, then why, under it. */
function editLines(edit: PatchEdit): PanelLine[] {
  const place = `line ${edit.where.line}  `;
  return [
    {text: `${place}${changeLine(edit)}`},
    {text: `${' '.repeat(place.length)}${sanitiseLine(edit.why)}`, tone: 'dim'},
  ];
}

const section = (title: string, lines: readonly PanelLine[]): PanelLine[] =>
  lines.length === 0 ? [] : [{text: title, tone: 'heading'}, ...lines, {text: ''}];

/** Every edit and why, what else is to be known, and the diff; secrets hidden. */
export function patchLines(patch: PatchedFile): readonly PanelLine[] {
  const {before, content, role, edits} = patch;
  const {lines} = maskedFileDiff(before, content, INSTALLS[role]);
  return [
    ...section(edits.length === 1 ? '1 edit' : `${edits.length} edits`, edits.flatMap(editLines)),
    ...section(
      'To know',
      patchProblems(patch).map(({severity, message}) => ({text: `${SIGNS[severity]}  ${message}`})),
    ),
    ...(lines.length === 0 ? [{text: 'Nothing would change.', tone: 'dim' as const}] : lines),
  ];
}

/** The whole file as it would be, secrets hidden. */
export const patchContent = ({before, content, role}: PatchedFile): string =>
  maskedFile(before, content, INSTALLS[role]).after;
