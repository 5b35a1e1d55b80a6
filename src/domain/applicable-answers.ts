import type {Answers, PartialAnswers} from './answers.ts';
import {registryRow} from './catalogue/registries.ts';
import {isPlainObject} from './merge.ts';

/** An answer that says something only beside another one. */
interface DependentRow {
  readonly path: string;
  readonly applies: (answers: Answers) => boolean;
}

const ofRegistry = (path: string): DependentRow => ({
  path,
  applies: ({image}) => registryRow(image.registry).fields.includes(path),
});

const DEPENDENT: readonly DependentRow[] = [
  {path: 'base.prefix', applies: ({base}) => base.registry === 'private'},
  ofRegistry('image.host'),
  ofRegistry('image.account'),
  ofRegistry('image.region'),
  ofRegistry('image.project'),
  {path: 'delegate.serviceName', applies: ({delegate}) => delegate.install === 'manifest'},
  {path: 'delegate.token.secretName', applies: ({delegate}) => delegate.token.from === 'secret'},
  {path: 'delegate.replicas', applies: ({delegate}) => !delegate.autoscaling.enabled},
  {path: 'delegate.autoscaling.min', applies: ({delegate}) => delegate.autoscaling.enabled},
  {path: 'delegate.autoscaling.max', applies: ({delegate}) => delegate.autoscaling.enabled},
  {path: 'delegate.serviceAccount.annotations', applies: ({delegate}) => delegate.serviceAccount.create},
];

/** A copy of the tree in which nothing stands at the path. */
function without(tree: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined || !isPlainObject(tree) || !Object.hasOwn(tree, key)) return tree;
  const {[key]: inner, ...others} = tree;
  return rest.length === 0 ? others : {...tree, [key]: without(inner, rest)};
}

/** The answers without those that other answers make meaningless. They give the same files. */
export const applicableAnswers = (answers: Answers): PartialAnswers =>
  DEPENDENT.filter(({applies}) => !applies(answers)).reduce<unknown>(
    (tree, {path}) => without(tree, path.split('.')),
    answers,
  ) as PartialAnswers;
