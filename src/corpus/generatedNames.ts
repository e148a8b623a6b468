// Names of generated files: they are excluded without reading them.
import { namePatterns } from './globs.ts';

const lockFiles = [
  ...['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml', 'bun.lock', 'bun.lockb', 'deno.lock'],
  ...['Cargo.lock', 'poetry.lock', 'Pipfile.lock', 'uv.lock', 'pdm.lock', 'composer.lock', 'Gemfile.lock', 'go.sum'],
  ...[
    'go.work.sum',
    'mix.lock',
    'pubspec.lock',
    'Podfile.lock',
    'Package.resolved',
    'flake.lock',
    'packages.lock.json',
  ],
  ...['gradle.lockfile', '.terraform.lock.hcl', 'cabal.project.freeze', 'stack.yaml.lock', 'conda-lock.yml'],
];
const written = [
  ...['*.map', '*.pb.go', '*.pb.cc', '*.pb.h', '*_pb2.py', '*_pb2_grpc.py', '*_pb2.pyi', '*.g.dart', '*.freezed.dart'],
  ...['*.g.cs', '*.designer.cs', '*.generated.*', '*.gen.go', '*_generated.go', '*.tsbuildinfo', '*.snap', '*.lcov'],
];
const minified = ['*.min.js', '*.min.mjs', '*.min.cjs', '*.min.css', '*-min.js', '*.bundle.js'];

const isGenerated = namePatterns([...lockFiles, ...written]);
const isMinified = namePatterns(minified);

/** Whether a file is generated or minified, by its name. */
export function generatedNameReason(path: string): 'generated' | 'minified' | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (isGenerated(name)) return 'generated';
  return isMinified(name) ? 'minified' : undefined;
}
