import type {ServerResponse} from 'node:http';
import type {Cluster} from '../cluster.ts';
import type {ApiRequest} from './request.ts';
import type {Target} from './target.ts';

/** A request that is answered piece by piece. */
export interface Served {
  cluster: Cluster;
  target: Target;
  request: ApiRequest;
  response: ServerResponse;
}
