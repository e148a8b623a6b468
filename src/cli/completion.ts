// Scripts that complete the commands and options of the terminal program in a shell.
import type { Command } from 'commander';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** For a file that the shell reads at start. After a command, file names are completed, too. */
export function completionScript(shell: Shell, program: Command): string {
  return shell === 'fish' ? fishScript(program) : bashScript(program, shell === 'zsh');
}

function bashScript(program: Command, isZsh: boolean): string {
  const cases = program.commands.map((command) => `    ${command.name()}) words='${flagsOf(command).join(' ')}' ;;`);
  return [
    // zsh runs completions of bash after this.
    ...(isZsh ? ['autoload -Uz bashcompinit && bashcompinit'] : []),
    '_hidden_state() {',
    '  local words',
    '  case "${COMP_WORDS[1]}" in',
    ...cases,
    `    *) words='${program.commands.map((command) => command.name()).join(' ')}' ;;`,
    '  esac',
    '  COMPREPLY=($(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}"))',
    '}',
    `complete -o default -F _hidden_state ${program.name()}`,
  ].join('\n');
}

function fishScript(program: Command): string {
  const lines = program.commands.flatMap((command) => [
    `complete -c ${program.name()} -n __fish_use_subcommand -a ${command.name()} -d ${quoted(command.description())}`,
    ...command.options.map(
      ({ long, description }) =>
        `complete -c ${program.name()} -n '__fish_seen_subcommand_from ${command.name()}' -l ${long?.slice(2)} -d ${quoted(description)}`,
    ),
  ]);
  return lines.join('\n');
}

function flagsOf(command: Command): readonly string[] {
  return [...command.options.flatMap(({ long }) => long ?? []), '--help'];
}

function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`;
}
