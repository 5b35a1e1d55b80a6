import type {ContainerBuilder} from './builder-types.ts';

/** A registry as its host shows it: how one logs in there. */
interface LoginRow {
  readonly host: RegExp;
  /** `found` is what the pattern found in the host. */
  readonly command: (program: string, host: string, found: RegExpExecArray) => string;
}

/** Azure's user name for an access token. Source: Microsoft's documentation, az acr login --expose-token. */
const ACR_USER = '00000000-0000-0000-0000-000000000000';
const googleLogin = (program: string, host: string): string =>
  program === 'docker'
    ? `gcloud auth configure-docker ${host}`
    : `gcloud auth print-access-token | ${program} login --username oauth2accesstoken --password-stdin ${host}`;

/** Sources: documentation of each registry on logging in with docker and podman. */
const ROWS: readonly LoginRow[] = [
  {
    host: /^\d{12}\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/,
    command: (program, host, [, region = '']) =>
      `aws ecr get-login-password --region ${region} | ${program} login --username AWS --password-stdin ${host}`,
  },
  {
    host: /^([a-z0-9-]+)\.azurecr\.(?:io|cn|us)$/i,
    command: (program, host, [, name = '']) =>
      program === 'docker'
        ? `az acr login --name ${name}`
        : `az acr login --name ${name} --expose-token --output tsv --query accessToken | ${program} login --username ${ACR_USER} --password-stdin ${host}`,
  },
  {host: /-docker\.pkg\.dev$|(?:^|\.)gcr\.io$/i, command: googleLogin},
  {
    host: /^docker\.io$/,
    command: (program) => (program === 'docker' ? 'docker login' : `${program} login docker.io`),
  },
];

/** The registry's host in a reference; `docker.io` when it names none. */
export function hostOfReference(reference: string): string {
  const [first = '', ...rest] = reference.split('/');
  return rest.length > 0 && /[.:]|^localhost$/.test(first) && first !== 'index.docker.io'
    ? first
    : 'docker.io';
}

/**
 * The command that logs in to the registry of a reference. It asks for what is secret, or takes it from the
 * cloud's own program through a pipe: no secret is ever one of its words.
 */
export function loginCommand(program: ContainerBuilder, reference: string): string {
  const host = hostOfReference(reference);
  for (const row of ROWS) {
    const found = row.host.exec(host);
    if (found !== null) return row.command(program, host, found);
  }
  return `${program} login ${host}`;
}
