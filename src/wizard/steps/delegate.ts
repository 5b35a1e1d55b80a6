import {folded, formItems} from '../form.ts';
import type {Item} from '../item.ts';
import {wordAt} from '../paths.ts';
import type {WizardState} from '../state.ts';
import {existingItems} from './existing-items.ts';
import {DELEGATE_FIELDS, MORE_DELEGATE_FIELDS, RUN_FIELDS} from './delegate-fields.ts';
import type {StepScreen} from './step-screen.ts';

/** The delegate itself, as its manifest needs it. */
export const delegate: StepScreen = {
  question: () => 'How shall the delegate run?',
  items: (state) => [
    ...(state.existing ? existingItems(state, state.existing, tokenItem(state)) : newItems(state)),
  ],
};

const newItems = (state: WizardState): Item[] => [
  ...formItems(state, DELEGATE_FIELDS),
  ...tokenItem(state),
  ...formItems(state, RUN_FIELDS),
  ...folded(state, {
    step: 'delegate',
    detail: 'proxy, certificates, tags, resources, node selector',
    items: formItems(state, MORE_DELEGATE_FIELDS),
  }),
];

/** Draws nothing of the token but its length. */
const masked = (token: string): string => '•'.repeat(token.length);

function tokenItem(state: WizardState): Item[] {
  if (wordAt(state.answers, 'delegate.token.from') !== 'file') return [];
  const token = state.secrets.delegateToken ?? '';
  const look = token === '' ? undefined : state.know.inspectToken(token);
  const detail = look && look.severity === undefined ? look.message : undefined;
  return [
    {
      row: {
        kind: 'text',
        id: 'delegate.token.value',
        label: 'Token',
        value: masked(token),
        masked: true,
        placeholder: `paste it here; kept in memory and in ${state.existing ? 'that' : 'its own'} file only`,
        ...(detail === undefined ? {} : {detail}),
      },
      text: token,
      setText: (state, text) => ({...state, secrets: text === '' ? {} : {delegateToken: text}}),
    },
  ];
}
