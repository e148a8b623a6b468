// Passwords after the short options of commands that log in, encrypt or unpack: `zip -P …`, `keytool -storepass …`, `net user bob …`.
import type { SecretSpan } from './secretSpan.ts';
import { isChosenPassword } from './secretValue.ts';
import { matchesAt } from './wordScanner.ts';

/** As a part of a regular expression. */
const commands = [
  'sshpass|redis-cli|mongo(?:sh|dump|restore|export|import)?|docker|az|ldap(?:search|modify|add|whoami)|mysql(?:dump|admin|import|sh)?',
  'mariadb(?:-\\w+)?|openssl|7z[ar]?|unzip|zip|rar|unrar|smbclient|rpcclient|winexe|htpasswd|restic|keytool|jarsigner|apksigner',
  'xfreerdp|wlfreerdp|rdesktop|ipmitool|snmp\\w+|sqlcmd|osql|isql|bcp|psexec(?:64)?|schtasks|plink|pscp|psftp|winscp(?:\\.com)?|rclone',
  'lftp|ncftp|curlftpfs|useradd|usermod|mosquitto_\\w+|svn|cqlsh|influx|clickhouse-client|pdftk|qpdf|gpg2?|wget|curl|cmdkey',
  'mount|psql|evil-winrm|crackmapexec|nxc|hydra|vncviewer|x11vnc|signtool|kinit|ssh-keygen',
].join('|');
/** How the commands begin. */
export const optionCommands: readonly string[] = [
  ...(
    'sshpass redis-cli mongo docker ldap mysql mariadb openssl 7zr 7za unzip unrar smbclient rpcclient winexe htpasswd restic keytool ' +
    'jarsigner apksigner xfreerdp wlfreerdp rdesktop ipmitool snmp sqlcmd osql isql psexec schtasks plink pscp psftp winscp rclone ' +
    'lftp ncftp curl useradd usermod mosquitto cqlsh influx clickhouse pdftk qpdf wget cmdkey mount psql evil-winrm ' +
    'crackmapexec hydra vncviewer x11vnc signtool kinit ssh-keygen'
  ).split(' '),
  ...['7z ', 'zip ', 'rar ', 'bcp ', 'svn ', 'nxc ', 'gpg ', 'gpg2', 'az login'],
];
/** In quotes, an argument of the command may follow as the next literal of a list. */
const command = new RegExp(String.raw`(?<![\w/.-])(?:${commands})["']?(?:,[ \t]*|[ \t]+)[^\n|;]{5,400}`, 'iy');
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
    String.raw`)["'\x60]?(?:pass:)?(?<value>(?:[^\s"'\x60$<>|;,\]]|\$(?=[A-Z][a-z]+\d\d))(?:[^\s"'\x60$<>|;,\]]|\$(?![{(])){5,63})`,
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
