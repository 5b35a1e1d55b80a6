import {chosenBuilder} from '../advice.ts';
import type {Answers} from '../answers.ts';
import {builderRow} from '../catalogue/builders.ts';
import {RESERVED_SETTINGS, isSecretSetting, knownSettings} from '../catalogue/plugin-settings.ts';
import {didYouMean} from '../did-you-mean.ts';
import type {Problem} from '../problem.ts';
import {isHarnessExpression} from './harness-values.ts';
import {hasS3Cache, pluginImage} from './plugin-image.ts';

/** The further settings of the plugin: each one known, none a plain secret, none that Harness takes for its own. */
export function settingProblems(answers: Answers): Problem[] {
  const builder = chosenBuilder(answers);
  const settings = Object.entries(answers.build.settings);
  const secrets = settings.flatMap(([name, value]) => secretProblem(name, value));
  // What is written into no step is still written into the answers file.
  if (builder === 'outside') return secrets;
  if (builder === 'kaniko' || builder === 'buildx')
    return [...secrets, ...settings.map(([name]) => ignored(name, builderRow(builder).label))];
  return [
    ...secrets,
    ...settings.flatMap(([name]) => nameProblem(name, {builder, answers})),
    ...(builder === 'buildah' ? cacheProblems(answers) : []),
  ];
}

const about = (name: string) => ({field: `build.settings.${name}`});

function secretProblem(name: string, value: string): Problem[] {
  if (!isSecretSetting(name) || value === '' || isHarnessExpression(value)) return [];
  return [
    {
      ...about(name),
      code: 'setting-secret',
      severity: 'error',
      message: `${name} holds a secret, which is never written to a file. Store it in Harness and give <+secrets.getValue("ID")>.`,
    },
  ];
}

const ignored = (name: string, builder: string): Problem => ({
  ...about(name),
  code: 'setting-ignored',
  severity: 'warning',
  message: `${builder} is a built-in step without plugin settings, so ${name} is left out. Remove it, or choose Buildah or the Docker plugin.`,
});

interface NameContext {
  readonly builder: 'buildah' | 'docker';
  readonly answers: Answers;
}

function nameProblem(name: string, {builder, answers}: NameContext): Problem[] {
  if (RESERVED_SETTINGS.includes(name))
    return [
      {
        ...about(name),
        code: 'setting-reserved',
        severity: 'error',
        message: `Harness reads a setting called ${name} as its own and rejects the step. Remove it.`,
      },
    ];
  if (builder === 'buildah' && name === 'email')
    return [
      {
        ...about(name),
        code: 'setting-email',
        severity: 'error',
        message: 'With email the Buildah plugin cannot sign in. Remove it; registries do not need it.',
      },
    ];
  const known = knownSettings(builder, answers.image.registry);
  if (known.includes(name)) return [];
  const guess = didYouMean(name, known);
  return [
    {
      ...about(name),
      code: 'setting-unknown',
      severity: 'warning',
      message: `${pluginImage(builder, answers)} is not known to read ${name}. ${guess ? `Did you mean ${guess}?` : 'Check its name in the plugin’s README.'}`,
    },
  ];
}

/** Source: drone-buildah, commandBuild: the cache options are passed on only with layers and a local directory. */
function cacheProblems(answers: Answers): Problem[] {
  const {settings} = answers.build;
  const first = Object.keys(settings).find((name) => name.startsWith('s3_'));
  if (first === undefined) return [];
  const image = pluginImage('buildah', answers);
  if (!hasS3Cache(image))
    return [
      {
        ...about(first),
        code: 's3-cache-image',
        severity: 'warning',
        message: `${image} has no S3 layer cache. Use --buildah-version 1.2.0-linux-amd64, or leave the s3 settings out.`,
      },
    ];
  if (settings['layers'] === 'true' && settings['s3_local_cache_dir']) return [];
  return [
    {
      ...about(first),
      code: 's3-cache-incomplete',
      severity: 'warning',
      message: 'The S3 layer cache works only with layers=true and s3_local_cache_dir. Add both settings.',
    },
  ];
}
