// Tests that differ only in what a function gets and returns.
import assert from 'node:assert/strict';

/** A test for each rule. An example has the arguments of the function, then its result. */
export function eachRule<Arguments extends readonly unknown[], Result>(
  run: (...args: Arguments) => Result,
  rules: Readonly<Record<string, readonly (readonly [...Arguments, Result])[]>>,
): void {
  for (const [rule, examples] of Object.entries(rules)) {
    it(rule, () => {
      for (const example of examples) {
        const [args, result] = [example.slice(0, -1), example.at(-1)];
        assert.deepEqual(run(...(args as unknown as Arguments)), result, JSON.stringify(args));
      }
    });
  }
}
