// The part of NOTICE.txt about the pretrained network: the sources of its training text.
import { packagedSources } from './sources.mjs';

export function networkNotice() {
  const sources = packagedSources();
  const packages = new Map(sources.map((one) => [`${one.from} ${one.name} ${one.version}`, one.license]));
  return [
    'The package contains a small pretrained network (dist/pretrainedNetwork.br), which takes part in suggestions. It contains only',
    'weights, none of the text that it was trained on. That text is in files of these packages from the npm registry or from Debian',
    'and of these Git repositories (scripts/assets/pretrainedNetwork/packaged.tsv lists the files):',
    '',
    ...Array.from(packages, ([name, license]) => `- ${name}: ${license}`),
  ];
}
