import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { readGitHistory } from '../../../src/cli/gitHistory.ts';
import { testFolder } from './terminal.ts';

describe('the history of a repository by an author who means harm', () => {
  const at = testFolder();
  const repository = (): string => at('repository');
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-C', repository(), ...args], { encoding: 'utf8' }).trim();
  const commit = (text: string): void => {
    writeFileSync(at('repository/a.txt'), text);
    git('add', '.');
    git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-q', '-m', 'change');
  };
  const marker = (name: string): string => at(name).replaceAll('\\', '/');
  const runs = (name: string): string => `echo x > '${marker(name)}'; false`;

  beforeEach(() => {
    mkdirSync(repository());
    git('init', '-q');
    commit('one\n');
    commit('one\ntwo\n');
  });

  it('is read without any command that its configuration names', () => {
    const keys = ['core.fsmonitor', 'core.pager', 'core.sshCommand', 'diff.external', 'diff.x.textconv'];
    for (const key of keys) git('config', key, runs(key));
    writeFileSync(at('repository/.git/info/attributes'), '* diff=x filter=x\n');
    const { base, edits } = readGitHistory(repository(), 'HEAD~1', 'HEAD', []);
    assert.deepEqual(base, [{ path: 'a.txt', text: 'one\n' }]);
    assert.equal(edits[0]?.after, 'one\ntwo\n');
    const left = keys.filter((key) => existsSync(at(key)));
    assert.deepEqual(left, []);
  });

  it('fetches no object that is missing, with the command of a remote', () => {
    const blob = git('rev-parse', 'HEAD:a.txt');
    rmSync(at(`repository/.git/objects/${blob.slice(0, 2)}/${blob.slice(2)}`), { force: true });
    const remote = { promisor: 'true', url: marker('repository'), uploadpack: runs('uploadpack') };
    git('config', 'core.repositoryformatversion', '1');
    git('config', 'extensions.partialClone', 'origin');
    for (const [key, value] of Object.entries(remote)) git('config', `remote.origin.${key}`, value);
    assert.deepEqual(readGitHistory(repository(), 'HEAD~1', 'HEAD', []).edits, []);
    assert.ok(!existsSync(at('uploadpack')));
  });

  it('has no text of an object that is far too large', () => {
    commit('a'.repeat(40_000_000));
    assert.deepEqual(readGitHistory(repository(), 'HEAD~1', 'HEAD', []).edits, []);
  });
});
