import {SECURITY_CONTEXT_ROWS} from '../../domain/catalogue/security-contexts.ts';
import {isDecided, type FilledFile} from '../../domain/existing/fill-answers.ts';
import {formItems, type FieldSpec} from '../form.ts';
import {note, type Item} from '../item.ts';
import {getAt, wordAt} from '../paths.ts';
import type {WizardState} from '../state.ts';
import {DELEGATE_FIELDS} from './delegate-fields.ts';
import {fixItems} from './fix-items.ts';

const SAID_BY_FILE = ['delegate.name', 'delegate.namespace', 'delegate.accountId', 'delegate.managerUrl'];
const AS_IN_FILE = 'as in the file';

/** The delegate of a file that people have: what an edit can change is asked, all else is told. */
export const existingItems = (
  state: WizardState,
  existing: FilledFile,
  token: readonly Item[],
): readonly Item[] => [
  note({id: 'existing-file', label: facts(existing), claims: ['delegate']}),
  ...formItems(state, openFields(existing)),
  ...(existing.file.waitsForToken ? [...formItems(state, TOKEN_FIELDS), ...token] : []),
  ...formItems(state, runFields(state, existing)),
  ...fixItems(existing),
  note({id: 'existing-rest', label: `All else stays as it is in ${existing.file.path}.`}),
];

function facts({file}: FilledFile): string {
  const said = SAID_BY_FILE.filter((path) => isDecided(file, path)).map((path) => wordAt(file.given, path));
  return said.length === 0
    ? `${file.path} is edited, and no new file is made.`
    : `${file.path} says: ${said.join(' · ')}`;
}

/** What the file leaves open. */
const openFields = ({file}: FilledFile): FieldSpec[] =>
  DELEGATE_FIELDS.filter(({path}) => SAID_BY_FILE.includes(path) && !isDecided(file, path));

const TOKEN_FIELDS: readonly FieldSpec[] = [
  {
    kind: 'options',
    path: 'delegate.token.from',
    label: 'Delegate token',
    options: [
      {value: 'later', label: 'later', detail: 'you put it into the file yourself'},
      {value: 'secret', label: 'existing Secret', detail: 'with the key DELEGATE_TOKEN'},
      {value: 'file', label: 'into the file', detail: 'where it waits for the token'},
    ],
  },
  ...DELEGATE_FIELDS.filter(({path}) => path === 'delegate.token.secretName'),
];

function runFields(state: WizardState, {filled}: FilledFile): FieldSpec[] {
  const text = (path: string, label: string): FieldSpec => {
    const before = wordAt(filled, path);
    const isSame = wordAt(state.answers, path) === before;
    return {
      kind: 'text',
      path,
      label,
      placeholder: AS_IN_FILE,
      ...(before === '' ? {} : {detail: isSame ? AS_IN_FILE : `${before} in the file`}),
    };
  };
  const isScaled = getAt(filled, 'delegate.autoscaling.enabled') === true;
  return [
    isScaled ? text('delegate.autoscaling.min', 'Fewest replicas') : text('delegate.replicas', 'Replicas'),
    text('delegate.cpu', 'CPU request'),
    text('delegate.memory', 'Memory'),
    {
      kind: 'options',
      path: 'delegate.securityContext',
      label: 'Runs as',
      options: SECURITY_CONTEXT_ROWS.map(({name, label, consequence}) => ({
        value: name,
        label,
        detail: name === wordAt(filled, 'delegate.securityContext') ? AS_IN_FILE : consequence,
      })),
    },
  ];
}
