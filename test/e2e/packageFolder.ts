// Packages the small extensions that only the tests use.
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { root } from '../../scripts/build/setup.mjs';

/** Packages the extension in this folder of `test/e2e` into the folder `into`. Returns the path of the package. */
export async function packageFolder(name: string, into: string): Promise<string> {
  const packagePath = join(into, `${name}.vsix`);
  const cwd = join(root, 'test/e2e', name);
  await createVSIX({ cwd, packagePath, dependencies: false, allowMissingRepository: true, skipLicense: true });
  return packagePath;
}
