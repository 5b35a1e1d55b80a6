import type {DeployEvent} from '../domain/deploy/events.ts';
import type {Target} from '../domain/deploy/target.ts';
import {sanitiseLine} from '../domain/text.ts';
import type {RunPlace} from './deploy-types.ts';

const MAX_NAME = 200;

/** A target whose names are safe to print. Never for calls. */
export const shownTarget = (target: Target): Target =>
  Object.fromEntries(
    Object.entries(target).map(([key, value]) => [key, sanitiseLine(String(value), {maxLength: MAX_NAME})]),
  ) as unknown as Target;

/** The first event of every run. */
export const targetEvent = ({connection, practice}: RunPlace, name: string | undefined): DeployEvent => ({
  type: 'target',
  target: shownTarget(connection.target),
  ...(practice === undefined ? {} : {practice: practice.scenario}),
  ...(name === undefined ? {} : {name: sanitiseLine(name, {maxLength: MAX_NAME})}),
});
