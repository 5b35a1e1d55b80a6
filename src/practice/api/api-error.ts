import type {JsonMap} from '../objects.ts';

/** An answer other than success, with the words of the real API server. */
export class ApiError extends Error {
  readonly code: number;
  readonly reason: string;
  readonly details: JsonMap;
  readonly headers: Readonly<Record<string, string>>;

  constructor({
    code,
    reason,
    message,
    details = {},
    headers = {},
  }: {
    code: number;
    reason: string;
    message: string;
    details?: JsonMap;
    headers?: Readonly<Record<string, string>>;
  }) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.reason = reason;
    this.details = details;
    this.headers = headers;
  }

  /** The Status object that goes over the wire. */
  toStatus(): JsonMap {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: this.message,
      ...(this.reason === '' ? {} : {reason: this.reason}),
      ...(Object.keys(this.details).length === 0 ? {} : {details: this.details}),
      code: this.code,
    };
  }
}

type Named = {plural: string; group: string};
const qualified = ({plural, group}: Named): string => (group === '' ? plural : `${plural}.${group}`);
const named = (kind: Named, name: string): JsonMap => ({
  name,
  ...(kind.group === '' ? {} : {group: kind.group}),
  kind: kind.plural,
});

export const notFound = (kind: Named, name: string): ApiError =>
  new ApiError({
    code: 404,
    reason: 'NotFound',
    message: `${qualified(kind)} "${name}" not found`,
    details: named(kind, name),
  });

export const alreadyExists = (kind: Named, name: string): ApiError =>
  new ApiError({
    code: 409,
    reason: 'AlreadyExists',
    message: `${qualified(kind)} "${name}" already exists`,
    details: named(kind, name),
  });

export const conflict = (kind: Named, name: string, why: string): ApiError =>
  new ApiError({
    code: 409,
    reason: 'Conflict',
    message: `Operation cannot be fulfilled on ${qualified(kind)} "${name}": ${why}`,
    details: named(kind, name),
  });

export const forbidden = (message: string, details: JsonMap = {}): ApiError =>
  new ApiError({code: 403, reason: 'Forbidden', message, details});

export const badRequest = (message: string): ApiError =>
  new ApiError({code: 400, reason: 'BadRequest', message});

/** An error without a reason, as the real server answers where it has no better one. */
export const internal = (message: string): ApiError => new ApiError({code: 500, reason: '', message});

export const pathNotFound = (): ApiError =>
  new ApiError({code: 404, reason: 'NotFound', message: 'the server could not find the requested resource'});

export type Cause = {field: string; message: string; reason?: string};

/** One or more fields that the kind does not allow: 422. */
export function invalid(kind: Named & {kind: string}, name: string, causes: readonly Cause[]): ApiError {
  const said = causes.map((cause) => `${cause.field}: ${cause.message}`);
  const list = said.length === 1 ? said.join('') : `[${said.join(', ')}]`;
  return new ApiError({
    code: 422,
    reason: 'Invalid',
    message: `${kind.group === '' ? kind.kind : `${kind.kind}.${kind.group}`} "${name}" is invalid: ${list}`,
    details: {
      name,
      ...(kind.group === '' ? {} : {group: kind.group}),
      kind: kind.kind,
      causes: causes.map((cause) => ({
        reason: cause.reason ?? 'FieldValueInvalid',
        message: cause.message,
        field: cause.field,
      })),
    },
  });
}

export type Conflict = {manager: string; subresource?: string; apiVersion?: string; path: string};

function printManager({manager, subresource, apiVersion}: Conflict): string {
  const name = `"${manager}"${subresource === undefined ? '' : ` with subresource "${subresource}"`}`;
  return apiVersion === undefined ? name : `${name} using ${apiVersion}`;
}

function conflictMessage(conflicts: readonly Conflict[]): string {
  const [first] = conflicts;
  if (conflicts.length === 1 && first)
    return `Apply failed with 1 conflict: conflict with ${printManager(first)}: ${first.path}`;
  const byManager = new Map<string, string[]>();
  for (const one of conflicts) {
    const manager = printManager(one);
    byManager.set(manager, [...(byManager.get(manager) ?? []), `- ${one.path}`]);
  }
  const lines = [...byManager].flatMap(([manager, paths]) => [`conflicts with ${manager}:`, ...paths]);
  return `Apply failed with ${conflicts.length} conflicts: ${lines.join('\n')}`;
}

/** Fields that other managers own and an apply would change. */
export class ApplyConflict extends ApiError {
  constructor(conflicts: readonly Conflict[]) {
    super({
      code: 409,
      reason: 'Conflict',
      message: conflictMessage(conflicts),
      details: {
        causes: conflicts.map((one) => ({
          reason: 'FieldManagerConflict',
          message: `conflict with ${printManager(one)}`,
          field: one.path,
        })),
      },
    });
    this.name = 'ApplyConflict';
  }
}
