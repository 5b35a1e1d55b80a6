import type {Answers} from '../answers.ts';
import {registryRow, type RegistryRow} from '../catalogue/registries.ts';
import type {Problem} from '../problem.ts';

type ImageAnswers = Pick<Answers, 'image'>;

/** What the chosen registry needs and does not get, or gets and does not fit. */
export function registryProblems(answers: ImageAnswers): Problem[] {
  const row = registryRow(answers.image.registry);
  return [
    ...missingFields(answers, row),
    ...hostProblems(answers, row),
    ...repositoryProblems(answers, row),
    ...gcrProblems(answers),
  ];
}

function missingFields({image}: ImageAnswers, row: RegistryRow): Problem[] {
  const given: Readonly<Record<string, unknown>> = image;
  return row.required
    .filter(({field}) => given[field.slice('image.'.length)] === undefined)
    .map(({field, what}) => ({
      field,
      code: 'missing',
      severity: 'error',
      message: `is not answered yet: ${row.label} needs ${what}`,
    }));
}

function hostProblems({image}: ImageAnswers, row: RegistryRow): Problem[] {
  if (image.host === undefined) return [];
  if (!row.host)
    return [
      {
        field: 'image.host',
        code: 'host-ignored',
        severity: 'warning',
        message: `${row.label} has its own address, and this host is not used. Leave it out, or choose registry other.`,
      },
    ];
  if (!row.host.pattern || row.host.pattern.test(image.host)) return [];
  return [
    {
      field: 'image.host',
      code: 'registry-host',
      severity: 'error',
      message: `A host of ${row.label} must ${row.host.expected}. Correct it, or choose registry other.`,
    },
  ];
}

function repositoryProblems({image}: ImageAnswers, row: RegistryRow): Problem[] {
  const {needsPath} = row.repository;
  if (needsPath === undefined || image.repository.includes('/')) return [];
  return [
    {
      field: 'image.repository',
      code: 'repository-path',
      severity: 'error',
      message: `A repository on ${row.label} has two parts. Give ${needsPath}.`,
    },
  ];
}

function gcrProblems({image}: ImageAnswers): Problem[] {
  if (image.registry !== 'gcr') return [];
  return [
    {
      field: 'image.registry',
      code: 'gcr-read-only',
      severity: 'warning',
      message:
        'Google Container Registry takes no more pushes since 18 March 2025. Use gar, Google Artifact Registry.',
    },
  ];
}
