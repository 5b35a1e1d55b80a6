/** Harness asks for the value when the pipeline runs. */
export const RUNTIME_INPUT = '<+input>';

/** True for a whole Harness expression, runtime inputs among them. */
export const isHarnessExpression = (text: string): boolean => /^<\+.+>$/.test(text);

/** A secret's identifier -> the expression that reads it. Expressions pass through. */
export const secretExpression = (secret: string): string =>
  isHarnessExpression(secret) ? secret : `<+secrets.getValue("${secret}")>`;

/** `build_custom_del`: letters, digits and underscores, as Harness identifiers are. Deterministic. */
export const harnessIdentifier = (...words: readonly string[]): string =>
  words
    .join('_')
    .replaceAll(/[^0-9A-Za-z_]/g, '_')
    .replace(/^(?=[0-9])/, '_')
    .slice(0, 128);

/** A variable of a stage; Harness wants its value as text. */
export const stringVariable = (variable: {readonly name: string; readonly value: string}) => ({
  name: variable.name,
  type: 'String',
  value: variable.value,
});
