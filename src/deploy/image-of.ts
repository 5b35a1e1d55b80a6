import {listAt, textAt} from '../domain/deploy/json.ts';

const containers = (deployment: unknown) => listAt(deployment, 'spec', 'template', 'spec', 'containers');

/** Image of the first container of a Deployment: the delegate's. */
export const imageOf = (deployment: unknown): string | undefined =>
  textAt(containers(deployment)[0], 'image');

/** Name of the first container of a Deployment. */
export const containerOf = (deployment: unknown): string | undefined =>
  textAt(containers(deployment)[0], 'name');
