import type {Answers} from '../answers.ts';

/** Limits of a step as Harness wants them: both text. Its defaults (500Mi, 400m) are too small for a delegate image. */
export const stepResources = ({build}: Pick<Answers, 'build'>) => ({
  resources: {limits: {memory: build.memory, cpu: build.cpu}},
});
