import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../scripts/build/setup.mjs';
import { servedEditors } from '../../../scripts/editor/versions.mjs';

it('The oldest supported editor is the oldest tested one', () => {
  const { engines, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly engines: { readonly vscode: string };
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  const [major, minor] = servedEditors.floor.vscode.split('.');
  assert.equal(engines.vscode, `^${major}.${minor}.0`);
  assert.equal(devDependencies['@types/vscode'], `~${major}.${minor}.0`);
});
