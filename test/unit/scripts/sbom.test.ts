import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledPackages } from '../../../scripts/build/bundledPackages.mjs';
import { root } from '../../../scripts/build/setup.mjs';
import { reduced } from '../../../scripts/package/sbom.mjs';

interface Component {
  readonly name: string;
  readonly group?: string;
  readonly hashes: readonly { readonly alg: string; readonly content: string }[];
}

const packages = bundledPackages();

/** What cyclonedx-npm writes of the lock file, as far as the bill of materials uses it. */
function generated() {
  return {
    metadata: { component: { 'bom-ref': 'product' } },
    components: packages.map(({ name, version, path }) => ({
      name,
      version,
      'bom-ref': name,
      properties: [{ name: 'cdx:npm:package:path', value: path }],
    })),
    dependencies: [],
  };
}

describe('bill of materials', () => {
  it('has the hash of the lock file for each component', () => {
    const { components } = reduced(generated(), packages) as unknown as { readonly components: readonly Component[] };
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      readonly packages: Readonly<Record<string, { readonly integrity?: string }>>;
    };
    assert.equal(components.length, packages.length);
    for (const name of ['assemblyscript', 'lit', 'valibot'])
      assert.ok(
        components.some((each) => each.name === name),
        name,
      );
    for (const { name, hashes } of components) {
      assert.match(hashes[0]?.content ?? '', /^[0-9a-f]{128}$/, name);
      assert.equal(hashes[0]?.alg, 'SHA-512');
    }
    const lit = components.find(({ name }) => name === 'lit');
    const base64 = Buffer.from(lit?.hashes[0]?.content ?? '', 'hex').toString('base64');
    assert.equal(`sha512-${base64}`, lock.packages['node_modules/lit']?.integrity);
  });

  it('is not written for a package without a hash', () => {
    const [first, ...others] = packages;
    assert.throws(() => reduced(generated(), [{ ...first!, integrity: undefined }, ...others]), /No SHA-512 hash of/);
  });
});
