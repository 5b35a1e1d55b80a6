import type {EditCode} from '../install/install-patch.ts';
import type {PatchWishes} from '../patch/patch-types.ts';
import {hclString} from './hcl-string.ts';

/** One variable of the module as it shall be. */
export interface AttributeWish {
  readonly code: EditCode;
  /** Names that it has, or had in older versions of the module; the first is written where none stands. */
  readonly names: readonly string[];
  /** The expression. */
  readonly to: string;
  /** What stands there may be replaced when it is of this form. */
  readonly replaces: RegExp;
  /** Left alone unless it is empty or a placeholder. */
  readonly onlyOpen?: boolean;
  /** Keys of `values` that would win over it. Source: harness/terraform-kubernetes-harness-delegate. */
  readonly beatenBy: readonly string[];
}

const STRING = /^"[^]*"$/;

/** A wish for a text, when there is one. */
const text = (wish: Omit<AttributeWish, 'to' | 'replaces'>, value: string | undefined): AttributeWish[] =>
  value === undefined ? [] : [{...wish, to: hclString(value), replaces: STRING}];

/** What the module block, or the variables file for it, must say for these wishes. */
export const attributeWishes = ({
  image,
  replicas,
  accountId,
  managerUrl,
  named = [],
}: PatchWishes): AttributeWish[] => [
  ...text({code: 'image', names: ['delegate_image'], beatenBy: ['delegateDockerImage', 'image']}, image),
  {
    code: 'upgrader',
    names: ['upgrader_enabled', 'upgraderEnabled'],
    to: 'false',
    replaces: /^(?:true|false|"true"|"false")$/,
    beatenBy: ['upgrader'],
  },
  ...(replicas === undefined
    ? []
    : [
        {
          code: 'replicas' as const,
          names: ['replicas'],
          to: String(replicas),
          replaces: /^"?\d+"?$/,
          beatenBy: ['replicas'],
        },
      ]),
  ...text(
    {
      code: 'account-id',
      names: ['account_id'],
      onlyOpen: !named.includes('accountId'),
      beatenBy: ['accountId'],
    },
    accountId,
  ),
  ...text(
    {
      code: 'manager-url',
      names: ['manager_endpoint'],
      onlyOpen: !named.includes('managerUrl'),
      beatenBy: ['managerEndpoint'],
    },
    managerUrl,
  ),
];
