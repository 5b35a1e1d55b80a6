import {formItems, type FieldSpec} from '../form.ts';
import {note} from '../item.ts';
import type {RegistryLine} from '../knowledge.ts';
import {wordAt} from '../paths.ts';
import type {WizardState} from '../state.ts';
import type {StepScreen} from './step-screen.ts';

/** Where the image is pushed to: the kind of registry, then only what this kind needs. */
export const image: StepScreen = {
  question: () => 'Where does the image live?',
  items: (state) => [
    ...formItems(state, [registryField(state), ...IMAGE_FIELDS]),
    note({id: 'image-ref', label: 'Image:', detail: state.know.imageRef(state.answers)}),
  ],
};

const registryField = (state: WizardState): FieldSpec => ({
  kind: 'options',
  path: 'image.registry',
  label: 'Registry',
  options: state.know.registries.map(({registry, label, short}) => ({
    value: registry,
    label: short ?? label,
    ...(short === undefined ? {} : {detail: label}),
  })),
});

const chosen = (state: WizardState): RegistryLine | undefined =>
  state.know.registries.find((row) => row.registry === wordAt(state.answers, 'image.registry'));
const needs = (path: string) => (state: WizardState) => chosen(state)?.fields.includes(path) ?? false;

export const IMAGE_FIELDS: readonly FieldSpec[] = [
  {
    kind: 'text',
    path: 'image.host',
    label: 'Host',
    when: needs('image.host'),
    placeholder: (state) => chosen(state)?.hostExample ?? '',
  },
  {
    kind: 'text',
    path: 'image.account',
    label: 'AWS account',
    when: needs('image.account'),
    placeholder: '123456789012',
  },
  {
    kind: 'text',
    path: 'image.region',
    label: 'AWS region',
    when: needs('image.region'),
    placeholder: 'eu-central-1',
  },
  {
    kind: 'text',
    path: 'image.project',
    label: 'Google project',
    when: needs('image.project'),
    placeholder: 'my-project',
  },
  {
    kind: 'text',
    path: 'image.repository',
    label: 'Repository',
    placeholder: (state) => chosen(state)?.repositoryExample ?? '',
  },
  {
    kind: 'text',
    path: 'image.tag',
    label: 'Tag',
    placeholder: (state) => `${wordAt(state.answers, 'base.version')}-1`,
  },
  {
    kind: 'text',
    path: 'image.digest',
    label: 'Digest',
    when: (state) => wordAt(state.answers, 'image.digest') !== '',
    placeholder: 'none: what the tag names runs',
  },
  {
    kind: 'text',
    path: 'image.pullSecret',
    label: 'Pull secret',
    placeholder: 'none; or the name of an existing Secret',
  },
];
