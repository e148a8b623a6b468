// Passwords after the short options of commands that log in, encrypt or unpack: `zip -P …`, `keytool -storepass …`, `net user bob …`.
import type { SecretSpan } from './secretSpan.ts';
import { isChosenPassword } from './secretValue.ts';
import { matchesAt } from './wordScanner.ts';

/** How their names begin. */
const names: readonly string[] = (
  'sshpass redis-cli mongo docker ldap mysql mariadb openssl 7z unzip zip rar unrar smbclient rpcclient winexe htpasswd restic keytool ' +
  'jarsigner apksigner xfreerdp wlfreerdp rdesktop ipmitool snmp sqlcmd osql isql bcp psexec schtasks plink pscp psftp winscp rclone ' +
  'lftp ncftp curl useradd usermod mosquitto svn cqlsh influx clickhouse pdftk qpdf gpg wget cmdkey mount psql evil-winrm ' +
  'crackmapexec nxc hydra vncviewer x11vnc signtool kinit ssh-keygen'
).split(' ');
/** How the commands begin. */
export const optionCommands: readonly string[] = [...names, 'az login'];
/** In quotes, an argument of the command may follow as the next literal of a list. */
const command = new RegExp(
  String.raw`(?<![\w/.-])(?:az|(?:${names.join('|')})[\w.-]*)["']?(?:,[ \t]*|[ \t]+)(?:\\\n|[^\n|;]){5,400}`,
  'iy',
);
const option = new RegExp(
  [
    String.raw`(?<=[\s"'[,])(?:`,
    [
      String.raw`--?(?:pass(?:word|wd|phrase|in|out)?|(?:store|key|srcstore|deststore|srckey|destkey)pass|ks-pass|key-pass|user-pw)[ \t=:]+`,
      String.raw`-(?:p|P|hp)`,
      String.raw`-(?:p|P|pw|w|W|a|A|X|K|k|b|N)[ \t]+`,
      String.raw`\/(?:p|pass|pw|rp)[ \t:]`,
      String.raw`-U[ \t]?["']?[\w\\.]{1,40}%`,
      String.raw`-[ua][ \t]?["']?[\w.@-]{1,60}[:,]`,
      String.raw`-o[ \t]+(?:[\w=,]{1,60},)?user=\w{1,40}:`,
      String.raw`obscure[ \t]+`,
    ].join('|'),
    String.raw`)["'\x60]?(?:pass:)?(?<value>[^\s"'\x60$<>|;,\]](?:[^\s"'\x60$<>|;,\]]|\$(?![{(])){5,63})`,
  ].join(''),
  'g',
);
/** `starts`: where a command may begin. Takes time linear in the text. */
export function findCommandOptions(text: string, starts: readonly number[]): SecretSpan[] {
  const found: SecretSpan[] = [];
  const add = (start: number, value: string): void => {
    if (isChosenPassword(value)) found.push({ start, end: start + value.length, rule: 'password-option' });
  };
  for (const { index, 0: line } of matchesAt(text, command, starts)) {
    for (const match of line.matchAll(option)) {
      const value = match.groups!['value']!;
      add(index + match.index + match[0].length - value.length, value);
    }
  }
  return found;
}
