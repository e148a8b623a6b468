import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { Command } from 'commander';
import { completionScript } from '../../../src/cli/completion.ts';

function program(): Command {
  const made = new Command('hidden-state');
  made
    .command('train')
    .description("Learns from the user's files.")
    .option('--out <file>', 'write it here')
    .option('--json');
  made.command('sample').option('--prompt <text>', 'what to continue');
  return made;
}

const hasBash = spawnSync('bash', ['--version']).status === 0;

/** What bash offers for the last of these words. */
function offered(...words: readonly string[]): readonly string[] {
  const line = `COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}`;
  const script = `${completionScript('bash', program())}\n${line}\n_hidden_state\necho "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', script], { encoding: 'utf8' }).trim().split(' ');
}

describe('the completion in a shell', () => {
  it('offers commands first, then the options of the command', function () {
    if (!hasBash) this.skip();
    assert.deepEqual(offered('hidden-state', ''), ['train', 'sample']);
    assert.deepEqual(offered('hidden-state', 'tr'), ['train']);
    assert.deepEqual(offered('hidden-state', 'train', '--'), ['--out', '--json', '--help']);
    assert.deepEqual(offered('hidden-state', 'sample', '--pr'), ['--prompt']);
  });

  it('uses the completion of bash in zsh', () => {
    assert.match(completionScript('zsh', program()), /^autoload -Uz bashcompinit && bashcompinit\n_hidden_state\(\)/);
  });

  it('quotes descriptions in fish', () => {
    const script = completionScript('fish', program());
    assert.match(script, /-a train -d 'Learns from the user\\'s files\.'/);
    assert.match(script, /__fish_seen_subcommand_from sample' -l prompt -d 'what to continue'/);
  });
});
