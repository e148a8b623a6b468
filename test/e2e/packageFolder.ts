// Packages the small extensions that only the tests use.
import { join } from 'node:path';
import { root } from '../../scripts/build/setup.mjs';
import { packageFolder as packageExtension } from '../../scripts/package/package.mjs';

/** Packages the extension in this folder of `test/e2e` into the folder `into`. Returns the path of the package. */
export async function packageFolder(name: string, into: string): Promise<string> {
  const packagePath = join(into, `${name}.vsix`);
  await packageExtension(join(root, 'test/e2e', name), packagePath);
  return packagePath;
}
