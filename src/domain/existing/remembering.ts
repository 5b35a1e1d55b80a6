/** The same function, which gives its last result again while it is asked for the same. For pure functions of data. */
export function remembering<Input, Result>(make: (input: Input) => Result): (input: Input) => Result {
  let last: {readonly key: string; readonly result: Result} | undefined;
  return (input) => {
    const key = JSON.stringify(input);
    if (last?.key !== key) last = {key, result: make(input)};
    return last.result;
  };
}
