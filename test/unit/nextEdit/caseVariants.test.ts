import assert from 'node:assert/strict';
import { caseVariants, spellingKey } from '../../../src/nextEdit/caseVariants.ts';
import { eachRule } from '../eachRule.ts';

const variantsOf = (old: string, changed: string): string[] =>
  caseVariants({ old, new: changed }).map((pair) => `${pair.old} ${pair.new}`);

describe('case variants', () => {
  eachRule(variantsOf, {
    'are the four spellings of both identifiers, the given one first': [
      ['USER_NAME', 'LOGIN', ['USER_NAME LOGIN', 'userName login', 'UserName Login', 'user_name login']],
    ],
    'of one word are three, because two spellings are the same': [
      ['color', 'shade', ['color shade', 'Color Shade', 'COLOR SHADE']],
    ],
    'are only the text itself where it is no identifier': [
      ['a.b', 'c', ['a.b c']],
      ['12', '13', ['12 13']],
      ['a', 'f(a)', ['a f(a)']],
    ],
    'are only the text itself where the two sides are not in one spelling': [
      ['userName', 'LOGIN_NAME', ['userName LOGIN_NAME']],
    ],
  });

  it('keep the spelling of the given pair where one word could have several', () => {
    assert.equal(variantsOf('compute', 'computeAll')[0], 'compute computeAll');
    assert.equal(variantsOf('compute', 'compute_all')[0], 'compute compute_all');
  });

  it('keep abbreviations together', () => {
    assert.ok(variantsOf('httpServer', 'httpHost').includes('HTTP_SERVER HTTP_HOST'));
  });

  it('have one key in all spellings', () => {
    const key = spellingKey({ old: 'fooBar', new: 'bazQux' });
    for (const pair of caseVariants({ old: 'fooBar', new: 'bazQux' })) assert.equal(spellingKey(pair), key);
    assert.notEqual(spellingKey({ old: 'fooBar', new: 'bazQuux' }), key);
  });

  it('take linear time on long words', () => {
    const start = performance.now();
    for (const text of ['A'.repeat(1e6), `${'Ab'.repeat(5e5)}!`, '_'.repeat(1e6), 'a1'.repeat(5e5)]) {
      caseVariants({ old: text, new: 'b' });
    }
    assert.ok(performance.now() - start < 2000);
  });
});
