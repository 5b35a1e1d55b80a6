import type {PartialAnswers} from '../answers.ts';
import {REGISTRIES} from '../catalogue/registries.ts';
import {PATTERNS} from '../patterns.ts';

const ECR = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com$/;

/** The answers that make an image reference; empty for one that our answers cannot write, as one with a digest. */
export function imageAnswers(reference: string): NonNullable<PartialAnswers['image']> {
  const [name = '', digest] = reference.split('@');
  const colon = name.lastIndexOf(':');
  const hasTag = colon > name.lastIndexOf('/');
  const path = hasTag ? name.slice(0, colon) : name;
  const tag = hasTag ? name.slice(colon + 1) : undefined;
  const [first = '', ...rest] = path.split('/');
  const host = rest.length > 0 && /[.:]|^localhost$/.test(first) ? first : undefined;
  const place =
    host === undefined || /^(?:index\.)?docker\.io$/.test(host)
      ? dockerHub(host, path, rest)
      : placeOf(host, rest);
  const repository = place.repository ?? '';
  if (
    digest !== undefined ||
    !PATTERNS.repository.test(repository) ||
    (tag !== undefined && !PATTERNS.tag.test(tag))
  )
    return {};
  return {...place, ...(tag === undefined ? {} : {tag})};
}

type Place = NonNullable<PartialAnswers['image']>;

const dockerHub = (host: string | undefined, path: string, rest: readonly string[]): Place => ({
  registry: 'docker-hub',
  repository: host === undefined ? path : rest.join('/'),
});

function placeOf(host: string, rest: readonly string[]): Place {
  const [, account, region] = ECR.exec(host) ?? [];
  if (account !== undefined && region !== undefined)
    return {registry: 'ecr', account, region, repository: rest.join('/')};
  const row = REGISTRIES.find((candidate) => candidate.host?.pattern?.test(host));
  if (row === undefined) return {registry: 'other', host, repository: rest.join('/')};
  const {registry} = row;
  if (!row.fields.includes('image.project')) return {registry, host, repository: rest.join('/')};
  const [project = '', ...others] = rest;
  return PATTERNS.gcpProject.test(project)
    ? {registry, host, project, repository: others.join('/')}
    : {registry: 'other', host, repository: rest.join('/')};
}
