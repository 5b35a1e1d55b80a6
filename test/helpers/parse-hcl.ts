// HashiCorp's own parser, as WebAssembly.
import {parse} from '@cdktn/hcl2json';

/** Escaped template marks as the text that they stand for; the parser leaves them as they are written. */
function unescaped(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('$${', '${').replaceAll('%%{', '%{');
  if (Array.isArray(value)) return value.map(unescaped);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [unescaped(key), unescaped(inner)]));
}

/**
 * HCL as JSON, by the parser that Terraform has. Expressions that are no plain value come as `${expression}`.
 * The object that our files hand to `yamlencode` is read as one. Rejects for what is no HCL.
 */
export async function parseHcl(text: string): Promise<unknown> {
  const plain = text
    .replace('values = yamlencode({\n', 'values = {\n')
    .replace(/\n {2}\}\)\n\}\n$/, '\n  }\n}\n');
  return unescaped(await parse('test.tf', plain));
}
