import type {Answers, PartialAnswers, ToolChoice} from './answers.ts';
import {applicableAnswers} from './applicable-answers.ts';
import {findTool} from './catalogue/tools.ts';
import {DEFAULT_ANSWERS} from './defaults.ts';
import {isPlainObject} from './merge.ts';
import {namedAnswers, withoutSecretAnswers} from './secret-answers.ts';
import {parseToolChoice, resolveTools, versionOf} from './tools.ts';
import {yamlText} from './yaml-text.ts';

/** What differs from the defaults: `{}` when nothing does. Lists are compared whole. */
function differences(value: unknown, fallback: unknown): unknown {
  if (!isPlainObject(value)) return JSON.stringify(value) === JSON.stringify(fallback) ? undefined : value;
  const kept = Object.entries(value)
    .map(
      ([key, inner]) =>
        [key, differences(inner, isPlainObject(fallback) ? fallback[key] : undefined)] as const,
    )
    .filter(([, inner]) => inner !== undefined && !(isPlainObject(inner) && Object.keys(inner).length === 0));
  return Object.fromEntries(kept);
}

/**
 * The answers as a preset: only what applies and differs from the defaults, except that the base version is always
 * pinned, so that the same file gives the same image after the defaults moved on. Never holds the token.
 */
export function answersToPreset(answers: Answers): PartialAnswers {
  const {description, base, ...changed} = differences(
    applicableAnswers(answers),
    DEFAULT_ANSWERS,
  ) as PartialAnswers;
  return {
    ...(description === undefined ? {} : {description}),
    base: {version: answers.base.version, ...base},
    ...changed,
  };
}

/** Every tool with the version that was installed: a later release knows newer ones. */
function pinnedTools(answers: Answers): Answers['tools'] {
  const chosen = answers.tools.map(parseToolChoice);
  const pins = resolveTools(answers).filter((tool) => tool.source !== 'custom');
  return pins.map(({name, version}) => {
    const choice = chosen.find((other) => other.name === name && versionMeant(other) === version);
    const isPlain =
      choice === undefined || Object.keys(choice).every((key) => key === 'name' || key === 'version');
    if (isPlain) return version === '' ? name : `${name}@${version}`;
    return version === '' ? choice : {...choice, version};
  });
}

/** The version that a choice stands for; packages without one stand for the repository's. */
function versionMeant(choice: ToolChoice): string | undefined {
  const row = findTool(choice.name);
  return row && versionOf(choice, row);
}

/** Paths of the answers that the answers file repeats and that may hold a secret, so far as names and looks go. */
export const secretAnswers = (answers: Answers): readonly string[] =>
  withoutSecretAnswers(answersToPreset(answers)).left;

const keepingLine = (secret: readonly string[]): string =>
  secret.length === 0
    ? '# Keep it in Git: it holds no secret.'
    : `# Keep it out of Git: it may hold a secret, in ${namedAnswers(secret)}.`;

/** Text of the answers file that lies beside the generated files and repeats them. */
export function answersFile(answers: Answers, {isExisting = false} = {}): string {
  // The description is about the preset that was the start, not about this delegate.
  const {description: _about, ...preset} = answersToPreset({...answers, tools: pinnedTools(answers)});
  return [
    '# The answers that the files beside this one were made from. Make them again with',
    `#   npx delegate-tui generate ${isExisting ? '--file <your manifest> ' : ''}--preset <this file> --output <this directory>`,
    keepingLine(withoutSecretAnswers(preset).left),
    yamlText(preset),
  ].join('\n');
}

/** Text of a preset of the user's own: the schema line lets editors complete and check it. */
export function presetFile(preset: PartialAnswers): string {
  return ['# yaml-language-server: $schema=../answers.schema.json', yamlText(preset)].join('\n');
}
