import {HclScanError} from '../terraform/hcl-scan-error.ts';
import {plainString, scanHcl, type HclItem, type Span} from '../terraform/scan-hcl.ts';
import {behindSpace, behindToken} from '../terraform/skip-hcl.ts';
import {hiddenLines} from './hidden-lines.ts';
import {isHiddenKey, isOpen, mentionsSecret, type HiddenPlace, type TextPart} from './hidden-place.ts';
import {hiddenInYaml} from './hidden-yaml.ts';

/** `var.token`, `"${var.token}"`, `null`: what it leads to stands elsewhere. */
const REFERENCE = /^(?:[a-z_][\w.-]*(?:\[\d+\])?[\w.-]*|"\$\{[a-z_][\w.-]*\}")$/i;
/** Keys of the contents of a Secret. */
const CONTENTS = /^(?:data|stringData|binary_data|string_data)$/;
const HEREDOC = /^<<-?[\w-]+\r?\n/;

/** What a body is. */
interface Kind {
  readonly object?: boolean;
  /** Its contents are those of a Secret. */
  readonly isSecret?: boolean;
  /** A variable that is named like a secret. */
  readonly isVariable?: boolean;
}

/**
 * What a Terraform text hides: attributes and keys of objects that are named like secrets, values beside a `name`
 * that is, contents of Secrets, and all of that in YAML that stands in it. What cannot be read goes by its lines.
 */
export function hiddenInHcl(part: TextPart, kind: Kind = {}): HiddenPlace[] {
  const {text, span, id} = part;
  let items: HclItem[];
  try {
    items = scanHcl(text, span, {object: kind.object === true});
  } catch (error) {
    if (error instanceof HclScanError || error instanceof RangeError) return hiddenLines(part, {wide: true});
    throw error;
  }
  const isNamed = isHiddenKey(stringOf(text, items, 'name') ?? '');
  const isSecret = kind.isSecret === true || stringOf(text, items, 'kind') === 'Secret';
  return items.flatMap((item) => {
    if (item.kind === 'block') {
      const {type, labels, body} = item;
      return hiddenInHcl(
        {text, span: body, id: [id, type, ...labels].join('/')},
        {
          isSecret: type === 'resource' && (labels[0] ?? '').startsWith('kubernetes_secret'),
          isVariable: type === 'variable' && labels.some(isHiddenKey),
        },
      );
    }
    const {name, value} = item;
    const here = {text, span: value, id: `${id}/${name}`};
    const hides =
      isHiddenKey(name) ||
      (isNamed && name === 'value') ||
      (isSecret && CONTENTS.test(name)) ||
      (kind.isVariable === true && name === 'default');
    return hides ? hiddenValue(here) : hiddenInExpression(here);
  });
}

function stringOf(text: string, items: readonly HclItem[], name: string): string | undefined {
  const item = items.find((each) => each.kind === 'attribute' && each.name === name);
  return item?.kind === 'attribute' ? plainString(text.slice(item.value.start, item.value.end)) : undefined;
}

function hiddenValue({text, span, id}: TextPart): HiddenPlace[] {
  const expression = text.slice(span.start, span.end);
  const isShown = REFERENCE.test(expression) || isOpen(plainString(expression) ?? expression);
  return isShown ? [] : [{id, value: expression, span}];
}

/** What stands in an expression that is not hidden itself. */
function hiddenInExpression({text, span, id}: TextPart): HiddenPlace[] {
  const places: HiddenPlace[] = [];
  let at = behindSpace(text, span.start, {lines: true});
  for (let index = 0; at < span.end; index++) {
    const end = behindToken(text, at);
    places.push(...hiddenInToken({text, span: {start: at, end}, id: `${id}/${index}`}));
    at = behindSpace(text, end, {lines: true});
  }
  return places;
}

function hiddenInToken({text, span, id}: TextPart): HiddenPlace[] {
  const {start, end} = span;
  const inner: Span = {start: start + 1, end: end - 1};
  const token = text.slice(start, end);
  if (token.startsWith('{')) return hiddenInHcl({text, span: inner, id}, {object: true});
  if (/^[([]/.test(token)) return hiddenInExpression({text, span: inner, id});
  if (token.startsWith('"')) return hiddenLines({text, span: inner, id}, {wide: mentionsSecret(token)});
  const opening = HEREDOC.exec(token)?.[0].length;
  if (opening === undefined) return [];
  const content = {start: start + opening, end: start + token.lastIndexOf('\n') + 1};
  return hiddenInYaml({text, span: content, id});
}
