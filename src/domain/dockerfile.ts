import type {Answers} from './answers.ts';
import {baseFromRef} from './base-image.ts';
import {PROXY_ARGUMENTS} from './build-command.ts';
import {certificateInstructions} from './dockerfile/certificates.ts';
import {downloadsRun, needsUnzip} from './dockerfile/downloads-run.ts';
import {environmentInstructions} from './dockerfile/environment.ts';
import {header} from './dockerfile/header.ts';
import {labelInstructions} from './dockerfile/label-instructions.ts';
import {packagesRun} from './dockerfile/packages-run.ts';
import {selfCheckRun} from './dockerfile/self-check-run.ts';
import {resolveTools} from './tools.ts';

/**
 * Complete answers -> the Dockerfile, ending with a line end. It keeps to what Kaniko, Buildah 1.14, BuildKit
 * and Docker have in common (no heredocs, mounts or `--chmod`), finds out the machine while it builds, and
 * leaves WORKDIR, ENTRYPOINT and CMD of the base image alone: they belong together.
 */
export function dockerfile(answers: Answers): string {
  const {caDirectory, labels, proxyArgs, selfCheck} = answers.dockerfile;
  const tools = resolveTools(answers);
  const blocks: readonly (readonly (string | undefined)[])[] = [
    [...header(answers), `FROM ${baseFromRef(answers.base)}`],
    ['USER 0'],
    proxyArgs ? PROXY_ARGUMENTS.map((name) => `ARG ${name}`) : [],
    labelInstructions(labels),
    caDirectory === undefined ? [] : certificateInstructions(caDirectory),
    [packagesRun({tools, answers, needsRepositories: needsUnzip(tools)})],
    [downloadsRun(tools, answers.dockerfile)],
    environmentInstructions(tools),
    // A number, because Kubernetes cannot tell whether a user with a name is root.
    ['USER 1001'],
    [selfCheck ? selfCheckRun(tools) : undefined],
  ];
  const filled = blocks
    .map((block) => block.filter((line) => line !== undefined))
    .filter((block) => block.length > 0);
  return `${filled.map((block) => block.join('\n')).join('\n\n')}\n`;
}
