import type {Answers} from './answers.ts';
import {imageRef} from './image-ref.ts';

/** Arguments that the Dockerfile declares for a proxy. */
export const PROXY_ARGUMENTS = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'] as const;

/**
 * The shell command that builds the image by hand, for the machine that Harness's plugins build for too.
 * `context` is the directory of the Dockerfile, quoted for the shell where it needs that. Proxy arguments carry
 * no value: docker takes it from the environment. Source: docker build reference, --build-arg.
 */
export function buildCommand(
  answers: Pick<Answers, 'image' | 'base' | 'dockerfile'>,
  context: string,
): string {
  const proxies = answers.dockerfile.proxyArgs ? PROXY_ARGUMENTS.map((name) => `--build-arg ${name}`) : [];
  return ['docker build --platform linux/amd64', ...proxies, `-t ${imageRef(answers)}`, context].join(' ');
}
