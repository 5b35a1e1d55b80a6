import type {ImageRegistry} from '../choices.ts';

type PluginBuilder = 'buildah' | 'docker';

/** A setting of a plugin: `x_y` reaches it as the environment variable PLUGIN_X_Y. */
export interface PluginSetting {
  readonly name: string;
  readonly builders: readonly PluginBuilder[];
  /** Only the images of these registries know it. */
  readonly registries?: readonly ImageRegistry[];
  /** Holds a credential: its value must be a Harness expression. */
  readonly secret?: true;
}

const BOTH = ['buildah', 'docker'] as const;
const GOOGLE = ['gar', 'gcr'] as const;
const rows = (
  names: string,
  builders: readonly PluginBuilder[],
  more: Omit<PluginSetting, 'name' | 'builders'> = {},
): PluginSetting[] => names.split(' ').map((name) => ({name, builders, ...more}));

/** Sources: flags of drone-buildah 1.2 and drone-docker 21. */
const PLUGIN_SETTINGS: readonly PluginSetting[] = [
  ...rows('repo registry username tags tag dockerfile context target dry_run quiet purge', BOTH),
  ...rows('build_args build_args_from_env squash compress pull_image no_cache add_host cache_from', BOTH),
  ...rows('auto_tag auto_tag_suffix auto_label custom_labels label_schema link', BOTH),
  ...rows('tar_path push_only source_tar_path env_file', BOTH),
  ...rows('password config', BOTH, {secret: true}),
  ...rows('layers s3_local_cache_dir s3_bucket s3_endpoint s3_region s3_use_ssl', ['buildah']),
  ...rows('s3_access_key s3_secret', ['buildah'], {secret: true}),
  ...rows('email no_push platform mirror insecure storage_driver storage_path mtu bip', ['docker']),
  ...rows('custom_dns custom_dns_search ipv6 experimental debug daemon_off', ['docker']),
  ...rows('secrets_from_env secrets_from_file artifact_file build_args_new multiple_build_args', ['docker']),
  ...rows('base_image_registry base_image_username access_token_user', ['docker']),
  ...rows('secret', ['docker']),
  ...rows('ssh_agent_key base_image_password access_token', ['docker'], {secret: true}),
  ...rows('region create_repository lifecycle_policy repository_policy assume_role scan_on_push', BOTH, {
    registries: ['ecr'],
  }),
  ...rows('access_key secret_key', BOTH, {registries: ['ecr'], secret: true}),
  ...rows('external_id skip_push_if_tag_exists', ['docker'], {registries: ['ecr']}),
  ...rows('json_key', BOTH, {registries: GOOGLE, secret: true}),
  ...rows('location workload_identity', ['docker'], {registries: GOOGLE}),
  ...rows('project_number pool_id provider_id service_account_email', ['docker'], {registries: GOOGLE}),
  ...rows('oidc_token_id', ['docker'], {registries: ['ecr', ...GOOGLE], secret: true}),
];

/** Keys of `settings` that Harness reads as its own. Source: Harness pipeline schema. */
export const RESERVED_SETTINGS: readonly string[] = ['value', 'expression', 'defaultValue', 'executionInput'];

/** Names that an image of this builder for this registry reads. */
export const knownSettings = (builder: PluginBuilder, registry: ImageRegistry): readonly string[] =>
  PLUGIN_SETTINGS.filter(
    (row) => row.builders.includes(builder) && (row.registries?.includes(registry) ?? true),
  ).map((row) => row.name);

/** True for settings that hold a credential, and for unknown ones that are named like one. */
export function isSecretSetting(name: string): boolean {
  const row = PLUGIN_SETTINGS.find((candidate) => candidate.name === name);
  return row ? row.secret === true : /(^|_)(password|passwd|secret|token|key)$/.test(name);
}
