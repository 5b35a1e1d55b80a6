import {answersToPreset, presetFile} from '../domain/answers-file.ts';
import type {Answers} from '../domain/answers.ts';
import {parsePresetText} from '../domain/preset-text.ts';
import type {FileChoice, FileComparison, PatchEvent} from '../domain/events.ts';
import type {PatchedFile} from '../domain/plan-types.ts';
import {sanitiseLine} from '../domain/text.ts';
import {failureAfterOthers, failureWords} from '../fronts/failure-words.ts';
import {presetRefusal} from './preset-refusal.ts';
import type {PresetDirectories} from '../services/preset-files.ts';
import {UserError} from '../domain/user-error.ts';
import type {Effect, Message} from '../wizard/effects.ts';

/** What the interpreter needs from outside. Nothing in it is loaded before the first effect wants it. */
export interface PerformContext {
  readonly presets: PresetDirectories;
  /** Harness API key of the environment; only looked at when the user asks for the newest version. */
  readonly apiKey: () => string | undefined;
  /** Keeps the answers for next time; never throws. */
  readonly remember: (answers: Answers) => Promise<void>;
}

/** One effect, and where its news goes. */
export interface Performance {
  readonly effect: Effect;
  readonly send: (message: Message) => void;
}

type Handlers = {
  readonly [Type in Effect['type']]: (
    effect: Extract<Effect, {type: Type}>,
    send: (message: Message) => void,
  ) => Promise<void>;
};

function handlers(context: PerformContext): Handlers {
  // What the person saw last: writing stops when the disk is no longer like that.
  let shown: {readonly directory: string; readonly comparisons: readonly FileComparison[]} | undefined;
  return {
    'load-preset': async ({name}, send) => {
      const {readPreset} = await import('../services/read-preset.ts');
      const {text, file} = await readPreset({...context.presets, nameOrPath: name});
      const {answers, problems} = parsePresetText({text, file});
      const refusal = presetRefusal(problems, file);
      if (refusal) throw refusal;
      send({type: 'preset-loaded', name, answers: answers as object});
    },
    'load-manifest': async ({path}, send) => {
      const {readExistingFile} = await import('../services/existing-file.ts');
      send({type: 'manifest-loaded', ...(await readExistingFile(path))});
    },
    compare: async ({ask, plan, directory}, send) => {
      const {compareFiles} = await import('../services/compare-files.ts');
      const comparisons = await compareFiles({directory, files: plan.files});
      shown = {directory, comparisons};
      if (!plan.patch) return send({type: 'compared', ask, comparisons});
      const {comparePatch} = await import('../services/patched-file.ts');
      send({type: 'compared', ask, comparisons: [await comparePatch(plan.patch), ...comparisons]});
    },
    write: async ({plan, directory, choices}, send) => {
      const {execute} = await import('../services/execute.ts');
      const seen = shown?.directory === directory ? {comparisons: shown.comparisons} : {};
      const request = {plan, directory, choices, ...seen};
      const patch = plan.patch && (await openPatch(plan.patch, choices));
      for await (const event of execute(request)) send({type: 'file-event', event});
      if (patch) send({type: 'patched', event: await patch()});
      send({type: 'write-done'});
    },
    'look-up-version': async ({accountId, managerUrl}, send) => {
      const apiKey = context.apiKey();
      if (!apiKey) {
        const {KEY_VARIABLES} = await import('../services/harness-api.ts');
        throw new UserError('No Harness API key in the environment.', {
          next: [`Set ${KEY_VARIABLES.join(' or ')} and start again, or type the version.`],
        });
      }
      const {latestSupportedVersion} = await import('../services/latest-version.ts');
      const {version} = await latestSupportedVersion({accountId, managerUrl, apiKey});
      send({type: 'version-found', version});
    },
    'save-preset': async ({name, answers}, send) => {
      const {savePreset} = await import('../services/presets.ts');
      const text = presetFile(answersToPreset(answers as Answers));
      const path = await savePreset({...context.presets, name, text, overwrite: false});
      send({type: 'preset-saved', name, path});
    },
    remember: async ({answers}) => context.remember(answers as Answers),
    exit: async () => {},
  };
}

/**
 * Looks at the file that people have before anything is written, and gives what edits it: that comes last, so that
 * a write that stops leaves it alone. Throws `UserError` when it can no longer be edited.
 */
async function openPatch(
  patch: PatchedFile,
  choices: Readonly<Record<string, FileChoice>>,
): Promise<() => Promise<PatchEvent>> {
  const {comparePatch, writePatch} = await import('../services/patched-file.ts');
  const choice = choices[patch.path] ?? 'keep';
  const {state, reason} = await comparePatch(patch);
  if (state === 'blocked' && choice !== 'keep')
    throw new UserError(
      `${sanitiseLine(patch.path, {maxLength: 200})}: ${reason ?? 'it cannot be edited'}.`,
      {
        next: ['Nothing was written.'],
      },
    );
  return async () => {
    try {
      return await writePatch(patch, choice);
    } catch (error) {
      throw failureAfterOthers(error);
    }
  };
}

/**
 * Carries out what the wizard asked for and sends back what happened. What goes wrong comes back as a
 * `failed` message, so the wizard goes on.
 */
export function createPerform(context: PerformContext): (performance: Performance) => Promise<void> {
  const table = handlers(context);
  return async ({effect, send}) => {
    try {
      await (table[effect.type] as (effect: Effect, send: (message: Message) => void) => Promise<void>)(
        effect,
        send,
      );
    } catch (error) {
      if (effect.type === 'exit') return;
      send({type: 'failed', where: effect.type, ...failureWords(error)});
    }
  };
}
