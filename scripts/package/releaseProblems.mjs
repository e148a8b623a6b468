// What must hold before a release, as far as files and the repository show it.

/** The owner of the repository until there is one. package.json, CITATION.cff and the issue forms name it. */
export const placeholderOwner = 'OWNER';

/**
 * Sentences, one for each problem. A dry run may be of any commit, without a tag, and before there is a repository.
 * @param {object} state
 * @param {{ version: string, repository: { url: string } }} state.manifest package.json
 * @param {{ version: string }} state.lock package-lock.json
 * @param {string} state.changelog
 * @param {string} state.citation
 * @param {readonly string[]} state.tags of the current commit
 * @param {string} state.changedFiles as Git prints them
 * @param {boolean} state.isDryRun
 */
export function releaseProblems({ manifest, lock, changelog, citation, tags, changedFiles, isDryRun }) {
  const { version } = manifest;
  /** @type {[boolean, string][]} */
  const always = [
    [/^\d+\.\d+\.\d+$/.test(version), `The version ${version} is not MAJOR.MINOR.PATCH.`],
    [lock.version === version, `package-lock.json has the version ${lock.version}, not ${version}.`],
    [hasEntry(changelog, version), `CHANGELOG.md has no entry for ${version}.`],
    [new RegExp(`^version: ${escaped(version)}$`, 'm').test(citation), `CITATION.cff has not the version ${version}.`],
  ];
  /** @type {[boolean, string][]} */
  const forRelease = [
    [changedFiles === '', `These files are not committed:\n${changedFiles}`],
    [tags.includes(`v${version}`), `The commit has no tag v${version}.`],
    [
      !manifest.repository.url.includes(`/${placeholderOwner}/`),
      `The owner of the repository is still ${placeholderOwner}: set it in package.json, CITATION.cff and .github.`,
    ],
  ];
  return [...always, ...(isDryRun ? [] : forRelease)].filter(([holds]) => !holds).map(([, problem]) => problem);
}

/** An entry is a heading with the version, and text. */
function hasEntry(changelog, version) {
  return new RegExp(`^## ${escaped(version)}\\n+(?!## )\\S`, 'm').test(changelog);
}

function escaped(version) {
  return version.replaceAll('.', '\\.');
}
