// Writes the software bill of materials of the package, in the format CycloneDX 1.6 (JSON): what cyclonedx-npm reads from the lock
// file, reduced to the packages that are in the programs.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledPackages } from '../build/bundledPackages.mjs';
import { projectEnvironment, projectNode, root, runToStderr } from '../build/setup.mjs';

/** Of a package, in the lock file: the SHA-512 hash of its archive in base 64. */
const integrity = /^sha512-(.+)$/;

const generator = join(root, 'scripts/package/node_modules/@cyclonedx/cyclonedx-npm/bin/cyclonedx-npm-cli.js');
const pathProperty = 'cdx:npm:package:path';

/** Writes it to `file`, an absolute path. */
export function writeSbom(file) {
  const options = ['--package-lock-only', '--output-reproducible', '--spec-version', '1.6', '--output-file', file];
  runToStderr(projectNode, [generator, ...options], { env: projectEnvironment });
  const packages = bundledPackages();
  writeFileSync(file, `${JSON.stringify(reduced(JSON.parse(readFileSync(file, 'utf8')), packages), null, 1)}\n`);
}

/** The bundled packages are parts of the product, although npm lists them as tools for its development. */
export function reduced(bom, packages) {
  const paths = new Set(packages.map(({ path }) => path));
  const isBundled = ({ properties = [] }) =>
    properties.some(({ name, value }) => name === pathProperty && paths.has(value));
  const components = bom.components.filter(isBundled).map((component) => asPartOfProduct(component, packages));
  const references = new Set(components.map((component) => component['bom-ref']));
  const product = bom.metadata.component['bom-ref'];
  const dependencies = bom.dependencies
    .filter(({ ref }) => references.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((other) => references.has(other)) }));
  return {
    ...bom,
    components,
    dependencies: [{ ref: product, dependsOn: [...references] }, ...dependencies],
  };
}

/** Without npm's own properties, and without packages inside the package. */
function asPartOfProduct(component, packages) {
  const omitted = ['properties', 'components'];
  const kept = Object.fromEntries(Object.entries(component).filter(([name]) => !omitted.includes(name)));
  const { value: path } = component.properties.find(({ name }) => name === pathProperty);
  return { ...kept, hashes: hashesOf(packages.find((one) => one.path === path)) };
}

/** @throws Error for a package without a SHA-512 hash. */
function hashesOf({ name, integrity: stated = '' }) {
  const [, base64] = integrity.exec(stated) ?? [];
  if (!base64) throw new Error(`No SHA-512 hash of ${name}.`);
  return [{ alg: 'SHA-512', content: Buffer.from(base64, 'base64').toString('hex') }];
}
