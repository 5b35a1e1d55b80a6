import type {DeployEvent} from '../domain/deploy/events.ts';
import type {Target} from '../domain/deploy/target.ts';
import {sanitiseLine} from '../domain/text.ts';
import type {RunPlace} from './deploy-types.ts';

const shown = (name: string): string => sanitiseLine(name, {maxLength: 200});

/** A target whose names are safe to print. Never for calls. */
export const shownTarget = ({context, cluster, server, namespace, user, plugin}: Target): Target => ({
  context: shown(context),
  cluster: shown(cluster),
  server: shown(server),
  namespace: shown(namespace),
  ...(user === undefined ? {} : {user: shown(user)}),
  ...(plugin === undefined ? {} : {plugin: shown(plugin)}),
});

/** The first event of every run. */
export const targetEvent = ({connection, practice}: RunPlace, name: string | undefined): DeployEvent => ({
  type: 'target',
  target: shownTarget(connection.target),
  ...(practice === undefined ? {} : {practice: practice.scenario, speed: practice.speed}),
  ...(name === undefined ? {} : {name: shown(name)}),
});
