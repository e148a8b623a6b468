import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { nodePackage, projectNode, root } from '../../../scripts/build/setup.mjs';

interface LockedPackage {
  readonly version: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
  readonly os?: string | readonly string[];
  readonly cpu?: string | readonly string[];
}

const lockFiles = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*package-lock.json'], { cwd: root })
  .toString()
  .trim()
  .split('\n')
  .sort();

function read<T>(path: string): T {
  return JSON.parse(readFileSync(join(root, path), 'utf8')) as T;
}

/** All packages of a lock file by their folders, without the project itself. */
function packagesOf(lockFile: string): readonly [string, LockedPackage][] {
  const { packages } = read<{ readonly packages: Readonly<Record<string, LockedPackage>> }>(lockFile);
  return Object.entries(packages).filter(([path]) => path !== '');
}

const platforms = [
  ['darwin', 'arm64'],
  ['darwin', 'x64'],
  ['linux', 'arm64'],
  ['linux', 'x64'],
  ['win32', 'arm64'],
  ['win32', 'x64'],
] as const;

describe('lock files', () => {
  it('are one for the project and one for each part that is installed on demand', () => {
    assert.deepEqual(lockFiles, [
      'bench/reliability/fuzz/package-lock.json',
      'package-lock.json',
      'scripts/assets/package-lock.json',
      'scripts/package/package-lock.json',
    ]);
  });

  for (const lockFile of lockFiles) {
    it(`have a hash for each package, and no address to fetch it from: ${lockFile}`, () => {
      const without = packagesOf(lockFile).filter(
        ([, { integrity, resolved }]) => !integrity?.startsWith('sha512-') || resolved !== undefined,
      );
      assert.deepEqual(without, []);
    });

    it(`decide for each install script whether it runs: ${lockFile}`, () => {
      const { allowScripts } = read<{ readonly allowScripts: object }>(join(dirname(lockFile), 'package.json'));
      const named = packagesOf(lockFile)
        .filter(([, { hasInstallScript }]) => hasInstallScript)
        .map(([path]) => path.replace(/.*node_modules\//, ''));
      assert.deepEqual(Object.keys(allowScripts).sort(), [...new Set(named)].sort());
    });
  }

  for (const [platform, arch] of platforms) {
    it(`contain Node for ${platform} on ${arch}`, () => {
      const name = nodePackage(platform, arch);
      const locked = new Map(packagesOf('package-lock.json')).get(`node_modules/${name}`);
      assert.deepEqual([locked?.os, locked?.cpu].flat(), [platform, arch]);
    });
  }

  it('contain no Node for a platform without a published package', () => {
    assert.equal(nodePackage('freebsd', 'x64'), undefined);
    assert.equal(nodePackage('linux', 's390x'), undefined);
  });

  it('contain the Node that runs the tests', () => {
    assert.equal(realpathSync(process.execPath), realpathSync(projectNode));
    const name = nodePackage(process.platform, process.arch);
    const locked = new Map(packagesOf('package-lock.json')).get(`node_modules/${name}`);
    if (locked) assert.equal(process.version, `v${locked.version}`);
  });
});
