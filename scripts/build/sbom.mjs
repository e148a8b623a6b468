// Writes the software bill of materials of the package, in the format CycloneDX 1.6 (JSON): what cyclonedx-npm reads from the lock
// file, reduced to the packages that are in the programs.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledPackages } from './bundledPackages.mjs';
import { projectEnvironment, projectNode, root, runToStderr } from './setup.mjs';

const generator = join(root, 'node_modules/@cyclonedx/cyclonedx-npm/bin/cyclonedx-npm-cli.js');
const pathProperty = 'cdx:npm:package:path';

/** Writes it to `file`, an absolute path. */
export function writeSbom(file) {
  const options = ['--package-lock-only', '--output-reproducible', '--spec-version', '1.6', '--output-file', file];
  runToStderr(projectNode, [generator, ...options], { env: projectEnvironment });
  const packages = bundledPackages();
  writeFileSync(file, `${JSON.stringify(reduced(JSON.parse(readFileSync(file, 'utf8')), packages), null, 1)}\n`);
}

/** All are parts of the product, although npm lists them as tools for its development. */
function reduced(bom, packages) {
  const paths = new Set(packages.map(({ path }) => path));
  const isBundled = ({ properties = [] }) =>
    properties.some(({ name, value }) => name === pathProperty && paths.has(value));
  const installed = bom.components.filter(isBundled).map(asPartOfProduct);
  const inside = packages.filter(({ path }) => path === undefined).map(componentOf);
  const components = [...installed, ...inside];
  const references = new Set(components.map((component) => component['bom-ref']));
  const product = bom.metadata.component['bom-ref'];
  const dependencies = bom.dependencies
    .filter(({ ref }) => references.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((other) => references.has(other)) }));
  return {
    ...bom,
    components,
    dependencies: [
      { ref: product, dependsOn: [...references] },
      ...dependencies,
      ...inside.map((component) => ({ ref: component['bom-ref'] })),
    ],
  };
}

/** Without npm's own properties, and without packages inside the package. */
function asPartOfProduct(component) {
  const omitted = ['properties', 'components'];
  return Object.fromEntries(Object.entries(component).filter(([name]) => !omitted.includes(name)));
}

function componentOf({ name, version, license }) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const [short, group] = name.split('/').reverse();
  return {
    type: 'library',
    ...(group && { group }),
    name: short,
    version,
    'bom-ref': purl,
    licenses: [{ license: { id: license } }],
    purl,
  };
}
