import { sharedStart } from '../../../../src/completion/fit/sharedStart.ts';
import { eachRule } from '../../eachRule.ts';

const sharedWith = (text: string, after: string): string => sharedStart(text, { before: '', after });

describe('what a suggestion and the text after the caret begin with', () => {
  eachRule(sharedWith, {
    'is of whole words and signs': [
      ["('should report', ", "('should find', ", "('should"],
      ['(first)', '(fist)', '('],
      ['function', 'functions', ''],
      ['name', 'name = 1;', 'name'],
    ],
    'is without the white space around it': [
      ['\n}', '}', '}'],
      [' {\n', '\n{', '{'],
      ['\n', '\n', ''],
    ],
  });
});
