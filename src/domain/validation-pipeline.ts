import type {Answers} from './answers.ts';
import {harnessIdentifier} from './pipeline/harness-values.ts';
import {toolCheckScript} from './pipeline/tool-check-script.ts';
import {resolveTools} from './tools.ts';
import {yamlText} from './yaml-text.ts';

/**
 * Answers -> YAML of a pipeline that runs every chosen tool on the finished delegate and fails naming what
 * is missing. The delegate is selected by its name, which Harness makes a selector of every delegate: tags
 * may be shared with others.
 */
export function validationPipeline(answers: Answers): string {
  const {build, delegate} = answers;
  return yamlText(
    {
      pipeline: {
        name: `Validate ${delegate.name}`,
        identifier: harnessIdentifier('validate', delegate.name),
        projectIdentifier: build.project,
        orgIdentifier: build.org,
        tags: {},
        stages: [
          {
            stage: {
              name: 'Client tools',
              identifier: 'client_tools',
              type: 'Custom',
              spec: {execution: {steps: [{step: checkStep(answers)}]}},
              tags: {},
            },
          },
        ],
      },
    },
    {comment: headerComment(answers)},
  );
}

const checkStep = (answers: Answers) => ({
  type: 'ShellScript',
  name: 'Check client tools',
  identifier: 'check_client_tools',
  spec: {
    shell: 'Bash',
    onDelegate: true,
    source: {type: 'Inline', spec: {script: toolCheckScript(resolveTools(answers))}},
    environmentVariables: [],
    outputVariables: [],
    delegateSelectors: [answers.delegate.name],
  },
  timeout: '10m',
});

const headerComment = ({build, delegate}: Answers): string[] => [
  `Runs every chosen client tool on delegate ${delegate.name}, prints what each one answers, and fails naming what is missing.`,
  `Create a pipeline in project ${build.project} of organization ${build.org}, open its YAML view, paste this, and run it once the delegate is connected.`,
  'It needs no connector and no secret.',
];
