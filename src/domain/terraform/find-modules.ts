import {HclScanError} from './hcl-scan-error.ts';
import {plainString, scanHcl, type HclAttributeItem, type HclItem, type Span} from './scan-hcl.ts';

/** Attributes of a block or of a variables file, and the text around them. */
export interface FoundAttributes {
  /** Label of the module block; none for a variables file. */
  readonly label?: string;
  readonly attributes: readonly HclAttributeItem[];
  /** What they stand in. */
  readonly body: Span;
}

/** Sources that mean Harness's module: the registry, with or without its host, and the repository it comes from. */
const SOURCE =
  /^(?:registry\.terraform\.io\/|app\.terraform\.io\/)?harness\/harness-delegate\/kubernetes$|github\.com[/:]harness\/terraform-kubernetes-harness-delegate/;

const attributesOf = (items: readonly HclItem[]): HclAttributeItem[] =>
  items.filter((item) => item.kind === 'attribute');

/** The expression of an attribute, as it is written. */
export const expressionOf = (text: string, {value}: Pick<HclAttributeItem, 'value'>): string =>
  text.slice(value.start, value.end);

/** The text of an attribute that is a plain string, for showing too; `undefined` for any other. */
export function writtenText(text: string, {attributes}: FoundAttributes, name: string): string | undefined {
  const attribute = attributes.find((other) => other.name === name);
  return attribute && plainString(expressionOf(text, attribute));
}

/** Blocks of Harness's delegate module. Throws `HclScanError` for a file that is not read with certainty. */
export function findModules(text: string): FoundAttributes[] {
  return scanHcl(text).flatMap((item) => {
    if (item.kind !== 'block' || item.type !== 'module') return [];
    const attributes = attributesOf(scanHcl(text, item.body));
    const source = attributes.find(({name}) => name === 'source');
    const address = source && plainString(expressionOf(text, source));
    return address !== undefined && SOURCE.test(address)
      ? [{label: item.labels[0] ?? '', attributes, body: item.body}]
      : [];
  });
}

/** The attributes of a variables file. Throws `HclScanError` when it holds anything else. */
export function findVariables(text: string): FoundAttributes {
  const items = scanHcl(text);
  const block = items.find((item) => item.kind === 'block');
  if (block !== undefined) throw new HclScanError('a variables file holds no blocks', block.start);
  return {attributes: attributesOf(items), body: {start: 0, end: text.length}};
}

/** True when a helm_release of Harness's chart stands in the text without the module around it. */
export const hasHelmRelease = (text: string): boolean =>
  /resource\s+"helm_release"/.test(text) && text.includes('harness-delegate-ng');
