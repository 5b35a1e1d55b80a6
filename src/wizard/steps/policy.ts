import type {Advice, BuilderOption} from '../../domain/advice.ts';
import {answer} from '../answering.ts';
import {folded, formItems} from '../form.ts';
import {heading, note, type Item} from '../item.ts';
import {wordAt} from '../paths.ts';
import {say, type WizardState} from '../state.ts';
import {
  MORE_PIPELINE_FIELDS,
  PIPELINE_FIELDS,
  POLICY_FIELDS,
  VALIDATION_FIELDS,
  isOutside,
} from './policy-fields.ts';
import type {StepScreen} from './step-screen.ts';

/** What the cluster allows, what follows from it, and the pipeline that builds the image. */
export const policy: StepScreen = {
  question: () => 'What does your cluster allow?',
  items: (state) => {
    const advice = state.know.advise(state.answers);
    return [
      ...formItems(state, POLICY_FIELDS),
      ...adviceNotes(advice),
      heading('Builder'),
      recommended(state, advice),
      ...advice.options.map((option) => builder(state, option)),
      ...(isOutside(state) ? validationItems(state) : pipelineItems(state)),
    ];
  },
};

const pipelineItems = (state: WizardState): Item[] => [
  heading('Pipeline'),
  ...formItems(state, PIPELINE_FIELDS),
  ...folded(state, {
    step: 'policy',
    detail: 'Dockerfile path, resources, plugin settings',
    items: formItems(state, MORE_PIPELINE_FIELDS),
  }),
];

const validationItems = (state: WizardState): Item[] => [
  heading('Validation pipeline'),
  ...formItems(state, VALIDATION_FIELDS),
];

function adviceNotes({recommended, options, runsAs, reason, noneFits}: Advice): Item[] {
  if (recommended === undefined)
    return [
      note({id: 'advice', label: 'No builder fits this policy'}),
      note({id: 'advice-reason', label: noneFits ?? reason}),
    ];
  const option = options.find((row) => row.builder === recommended);
  const how = `${runsAs.user === '0' ? 'as root' : `as user ${runsAs.user}`}, ${runsAs.privileged ? 'privileged' : 'not privileged'}`;
  return [
    note({id: 'advice', label: `Recommended: ${option?.label ?? recommended}, ${how}`}),
    note({id: 'advice-reason', label: reason}),
  ];
}

const current = (state: WizardState): string => wordAt(state.answers, 'build.builder');
const claims = (isChosen: boolean) => (isChosen ? ['build.builder'] : []);

function recommended(state: WizardState, advice: Advice): Item {
  const isChosen = current(state) === 'recommended';
  const label = advice.options.find((option) => option.builder === advice.recommended)?.label;
  return {
    row: {
      kind: 'radio',
      id: 'builder:recommended',
      label: 'As recommended',
      selected: isChosen,
      ...(label === undefined
        ? {ruledOut: 'nothing fits this policy'}
        : {detail: `${label}; follows the policy above when it changes`}),
    },
    claims: claims(isChosen),
    toggle: (state) => answer(state, 'build.builder', 'recommended'),
  };
}

function builder(state: WizardState, {builder, label, image, ruledOut, needs}: BuilderOption): Item {
  const isChosen = current(state) === builder;
  const detail = [image, ...needs].filter(Boolean).join(' · ');
  return {
    row: {
      kind: 'radio',
      id: `builder:${builder}`,
      label,
      selected: isChosen,
      ...(detail === '' ? {} : {detail}),
      ...(ruledOut === undefined ? {} : {ruledOut}),
    },
    claims: claims(isChosen),
    toggle: (state) =>
      ruledOut === undefined
        ? answer(state, 'build.builder', builder)
        : say(
            state,
            'notice',
            `${label} ${ruledOut}: change the policy above first, or choose another builder.`,
          ),
  };
}
