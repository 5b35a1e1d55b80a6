import {answersToPreset} from '../domain/answers-file.ts';
import type {Answers} from '../domain/answers.ts';
import type {Today} from '../domain/check-answers.ts';
import {mergeDeep, type Layers} from '../domain/merge.ts';
import {personalAnswers, rememberedAnswers, type RememberedAnswers} from '../domain/personal-answers.ts';
import {namedAnswers, withoutSecretAnswers} from '../domain/secret-answers.ts';
import type {Io} from '../console/io.ts';
import {createPerform} from './perform.ts';
import {presetDescription} from '../inputs/preset-description.ts';
import {presetDirectories} from '../inputs/preset-directories.ts';
import {openPreferences, type Preferences, type PreferenceValues} from '../services/preferences.ts';
import {apiKeyOf} from '../services/harness-api.ts';
import {listPresets, type PresetFile} from '../services/preset-files.ts';
import {configDirectory} from '../services/paths.ts';
import {runsDirectory, unfinishedRuns, type RunRecord} from '../services/run-record.ts';
import {unfinishedSentence} from './unfinished-sentence.ts';
import {rememberValues} from './recent-values.ts';
import {runTui} from './tui.tsx';
import {createTheme} from '../ui/theme.ts';
import {domainKnowledge} from '../wizard/domain-knowledge.ts';
import type {Effect, Message, Outcome} from '../wizard/effects.ts';
import {openWizard} from '../wizard/open-wizard.ts';
import type {Knowledge} from '../wizard/knowledge.ts';
import type {Starts, WizardState} from '../wizard/state.ts';
import {reopenWizard, type Reopening} from '../wizard/reopen-wizard.ts';
import {createStore} from '../wizard/store.ts';
import {startDetail} from '../wizard/summary.ts';
import {update} from '../wizard/update.ts';
import {view} from '../wizard/view.ts';

export interface WizardFrontInput {
  readonly layers: Layers;
  /** A preset or answer flags were given on the command line. */
  readonly isGiven: boolean;
  readonly directory?: string;
  readonly delegateToken?: string;
  readonly today: Today;
  /** Day of this run, `2026-11-21`. */
  readonly day: string;
  readonly now: Date;
  readonly io: Pick<Io, 'env' | 'platform'>;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly noColor: boolean;
  readonly accessible: boolean;
  /** Deploying goes to the practice cluster. */
  readonly practice: boolean;
  /** A file that installs a delegate already, to start from. */
  readonly existing?: {readonly path: string; readonly text: string; readonly delegate?: string};
  /** The wizard as it ended, to open it at its review once more; all above but the streams counts no more then. */
  readonly reopening?: Reopening;
}

export interface WizardFrontResult {
  readonly outcome: Outcome;
  /** How it ended, to come back to. Holds the token, where one was typed: it stays in memory. */
  readonly state: WizardState;
  /** What could not be remembered, in one sentence each; for the scrollback. */
  readonly notices: readonly string[];
  /** The rollout that was left unfinished; there when the person wants to go back to it. */
  readonly unfinished?: RunRecord;
}

/** Opens the wizard on a terminal and resolves when the person is done. Throws `UserError` when the screen cannot be drawn. */
export async function openWizardFront(input: WizardFrontInput): Promise<WizardFrontResult> {
  const {io, today, layers} = input;
  const preferences = openPreferences({directory: configDirectory(io.env, io.platform)});
  const [stored, presets, {runs}] = await Promise.all([
    preferences.read(),
    listPresets(presetDirectories(io)),
    unfinishedRuns(runsDirectory(io.env)),
  ]);
  const unfinished = runs[0];
  const remembered = rememberedAnswers(stored.preferences.lastAnswers);
  const know = domainKnowledge;
  const notices: string[] = [];
  const perform = createPerform({
    presets: presetDirectories(io),
    apiKey: () => apiKeyOf(io.env),
    remember: async (answers) => {
      notices.push(...(await remember({answers, preferences, before: stored.preferences, day: input.day})));
    },
  });
  const running = new Set<Promise<void>>();
  const store = createStore<WizardState, Message, Effect>({
    initial:
      input.reopening === undefined
        ? openWizard({
            know,
            today,
            starts: startsOf({know, presets, remembered, lastUsed: stored.preferences.lastUsed}),
            recent: stored.preferences.recent ?? {},
            notice: stored.notice ?? remembered.notice,
            practice: input.practice,
            existing: input.existing,
            unfinished: unfinished && unfinishedSentence(unfinished, input.now),
            layers: {...layers, preferences: remembered.answers && personalAnswers(remembered.answers)},
            ...(input.delegateToken === undefined ? {} : {secrets: {delegateToken: input.delegateToken}}),
            ...(input.directory === undefined ? {} : {directory: input.directory}),
            isGiven: input.isGiven,
          })
        : reopenWizard(input.reopening),
    update,
    perform: (effect, send) => {
      const work = perform({effect, send}).finally(() => running.delete(work));
      running.add(work);
    },
  });
  const theme = createTheme({env: io.env, platform: io.platform, noColor: input.noColor});
  const outcome = await runTui<Outcome, WizardState>({
    store,
    view,
    theme,
    stdin: input.stdin,
    stdout: input.stdout,
    accessible: input.accessible,
    isFollowed: (end) =>
      end.kind === 'watch' || (end.kind === 'written' && (end.deploy ?? end.build) !== undefined),
  });
  if (outcome.kind === 'written') await Promise.all(running);
  return {outcome, state: store.getState(), notices, ...(unfinished === undefined ? {} : {unfinished})};
}

interface StartsInput {
  readonly know: Knowledge;
  readonly presets: readonly PresetFile[];
  readonly remembered: RememberedAnswers;
  readonly lastUsed?: string;
}

function startsOf({know, presets, remembered, lastUsed}: StartsInput): Starts {
  const described = presets.map((preset) => ({
    name: preset.name,
    origin: preset.origin,
    description: presetDescription(preset),
  }));
  const {answers} = remembered;
  return {
    presets: described,
    ...(answers === undefined
      ? {}
      : {
          last: {
            answers,
            detail: startDetail({know, answers, ...(lastUsed === undefined ? {} : {day: lastUsed})}),
          },
        }),
  };
}

interface RememberInput {
  readonly answers: Answers;
  readonly preferences: Preferences;
  readonly before: PreferenceValues;
  readonly day: string;
}

async function remember({answers, preferences, before, day}: RememberInput): Promise<string[]> {
  const last = withoutSecretAnswers(answersToPreset(answers));
  const {notice} = await preferences.write({
    lastAnswers: mergeDeep({}, last.answers),
    recent: rememberValues(before.recent ?? {}, withoutSecretAnswers(answers).answers),
    lastUsed: day,
  });
  const left =
    last.left.length === 0
      ? []
      : [`Not remembered, because it may hold a secret: ${namedAnswers(last.left)}.`];
  return [...left, ...(notice === undefined ? [] : [notice])];
}
