import {advise, chosenBuilder, pipelineBuilder, sccCommands} from '../advice.ts';
import type {Answers} from '../answers.ts';
import {BUILDX_FLAG, builderRow} from '../catalogue/builders.ts';
import type {Problem} from '../problem.ts';
import {isOldBuildahPlugin} from './plugin-image.ts';

/** A builder that the policy rules out, or what it needs before the first run. */
export function builderProblems(answers: Answers): Problem[] {
  if (chosenBuilder(answers) === 'outside') return [];
  const refused = refusal(answers);
  return [
    ...(refused ? [refused] : notices(answers)),
    ...oldBuildah(answers),
    ...smallMemory(answers),
    ...unusedConnector(answers),
  ];
}

function refusal(answers: Answers): Problem | undefined {
  const {
    recommended,
    options,
    noneFits = '',
  } = advise({cluster: answers.cluster, registry: answers.image.registry});
  const builder = chosenBuilder(answers);
  const option = options.find((candidate) => candidate.builder === builder);
  const problem = {field: 'build.builder', severity: 'error'} as const;
  if (answers.build.builder === 'recommended')
    return recommended === undefined ? {...problem, code: 'no-builder', message: noneFits} : undefined;
  if (!option || option.ruledOut === undefined) return undefined;
  const instead =
    recommended === undefined
      ? noneFits
      : `Choose ${builderRow(recommended).label} (--builder ${recommended}), or change the policy.`;
  return {...problem, code: 'builder-ruled-out', message: `${option.label} ${option.ruledOut}. ${instead}`};
}

function notices(answers: Answers): Problem[] {
  const notice = {field: 'build.builder', severity: 'notice'} as const;
  return [
    ...(chosenBuilder(answers) === 'buildx'
      ? [
          {
            ...notice,
            code: 'buildx-flag',
            message: `Ask Harness Support to turn on ${BUILDX_FLAG} for the account. Until then Kaniko carries out this step.`,
          },
        ]
      : []),
    ...sccCommands(answers).map((command) => ({
      ...notice,
      code: 'openshift-scc',
      message: `Before the first build a cluster admin runs: ${command}`,
    })),
  ];
}

function oldBuildah(answers: Answers): Problem[] {
  const {buildahVersion} = answers.build;
  if (chosenBuilder(answers) !== 'buildah' || !isOldBuildahPlugin(buildahVersion)) return [];
  return [
    {
      field: 'build.buildahVersion',
      code: 'buildah-old',
      severity: 'warning',
      message:
        'This plugin of 2021 holds Buildah 1.14, which may fail on the current base image. Prefer 1.2.1-linux-amd64.',
    },
  ];
}

function unusedConnector(answers: Answers): Problem[] {
  const {step, label} = builderRow(pipelineBuilder(answers));
  if (answers.build.baseConnector === undefined || step === 'built-in') return [];
  return [
    {
      field: 'build.baseConnector',
      code: 'base-connector-unused',
      severity: 'notice',
      message: `${label} is a plugin, which pulls the base image without this connector. The comment on top of the pipeline says how it signs in to a private mirror.`,
    },
  ];
}

const MEBIBYTE = 2 ** 20;
const UNITS: Readonly<Record<string, number>> = {Mi: MEBIBYTE, Gi: 1024 * MEBIBYTE, M: 1e6, G: 1e9};
const LEAST_MEMORY = 2048 * MEBIBYTE;

function smallMemory({build}: Answers): Problem[] {
  const [, amount = '0', unit = 'Gi'] = /^([0-9]+)(Mi|Gi|M|G)$/.exec(build.memory) ?? [];
  if (Number(amount) * (UNITS[unit] ?? 1) >= LEAST_MEMORY) return [];
  return [
    {
      field: 'build.memory',
      code: 'memory-low',
      severity: 'warning',
      message: 'A delegate image rarely builds with less than 2Gi of memory. Give the step 4Gi.',
    },
  ];
}
