// Passwords after the short options of commands that log in, encrypt or unpack: `zip -P …`, `keytool -storepass …`, `net user bob …`.
import type { Rule } from './rule.ts';
import type { SecretSpan } from '../secretSpan.ts';
import { isChosenPassword, isConfiguredSecret } from '../judge/secretValue.ts';
import { isJoinedPassphrase } from '../judge/passphrase.ts';
import { matchesAt, type Places } from '../workLimit.ts';

/** How their names begin. */
const names: readonly string[] = (
  'sshpass redis-cli mongo docker ldap mysql mariadb openssl 7z unzip zip rar unrar smbclient rpcclient winexe htpasswd restic keytool ' +
  'jarsigner apksigner xfreerdp wlfreerdp rdesktop ipmitool snmp sqlcmd osql isql bcp psexec schtasks plink pscp psftp winscp rclone ' +
  'lftp ncftp curl useradd usermod mosquitto svn cqlsh influx clickhouse pdftk qpdf gpg wget cmdkey mount psql evil-winrm ' +
  'crackmapexec nxc hydra vncviewer x11vnc signtool kinit ssh-keygen certutil altool add-user'
).split(' ');
/** How the commands begin. */
const optionCommands: readonly string[] = [...names, 'az login', 'security unlock', 'security import'];
/** In quotes, an argument of the command may follow as the next literal of a list. */
const command = new RegExp(
  String.raw`(?<![\w/.-])(?:az|security[ \t]+(?:unlock|import)[\w-]{0,20}|(?:${names.join('|')})[\w.-]{0,40})["']?(?:,[ \t]*|[ \t]+)(?:\\\n|[^\n|;]){5,400}`,
  'iy',
);
const option = new RegExp(
  [
    String.raw`[\s"'[,](?:`,
    [
      String.raw`--?(?:pass(?:word|wd|phrase|in|out)?|(?:store|key|srcstore|deststore|srckey|destkey)pass|ks-pass|key-pass|user-pw)[ \t=:]{1,8}`,
      String.raw`-(?:p|P|hp)`,
      String.raw`-(?:p|P|pw|w|W|a|A|X|K|k|b|N)(?:[ \t]{1,8}|["'],[ \t]{0,8})`,
      String.raw`\/(?:p|pass|pw|rp)[ \t:]`,
      String.raw`-U[ \t]?["']?[\w\\.]{1,40}%`,
      String.raw`-[ua][ \t]?["']?[\w.@-]{1,60}[:,]`,
      String.raw`-o[ \t]{1,8}(?:[\w=,]{1,60},)?user=\w{1,40}:`,
      String.raw`obscure[ \t]{1,8}`,
    ].join('|'),
    String.raw`)["'\x60]?(?:pass:)?(?<value>[^\s"'\x60$<>|;,\]](?:[^\s"'\x60$<>|;,\]]|\$(?![{(])){5,63})`,
  ].join(''),
  'g',
);
/** After `-p`, databases expect the password itself. */
const isDatabase = /^(?:mysql|mariadb)/i;
const joined = /^[\s"'[,]-p\S/;
/** A password and nothing else is expected: after `-p` of these, and after options that say so. */
const isLogin = /^(?:sshpass|docker["',]?[ \t]{1,8}["']?login)\b/i;
const saysSo = /pass|-pw\b/i;
/** What stands before a value that is nothing but a password, whatever it looks like. */
const certain =
  /^(?:docker\W{1,8}login\b.*[ \t]-p|sshpass\b.*[ \t'"]-p|redis-cli.*[ \t]-a|ldap.*[ \t]-w|(?:un)?zip.*[ \t]-P|7z.*[ \t]-p|rar.*[ \t]-h?p|mosquitto.*[ \t]-P|psexec.*[ \t]-p|openssl.*[ \t](?:-k|-pass\w{0,3}[ \t]+pass:)|gpg.*[ \t]--passphrase|keytool.*[ \t]-\w{0,10}pass|smbclient.*%|lftp.*,)[ \t"'\x60,]{0,8}$/s;

/** `places`: where a command may begin. Takes time linear in the text. */
function findCommandOptions(text: string, places: Places): SecretSpan[] {
  const found: SecretSpan[] = [];
  const add = (start: number, value: string, accepts: (value: string) => boolean): void => {
    if (accepts(value)) found.push({ start, end: start + value.length, rule: 'password-option' });
  };
  for (const { index, 0: line } of matchesAt(text, command, places)) {
    places.spend(index, line.length >> 1);
    for (const match of line.matchAll(option)) {
      const value = match.groups!['value']!;
      const isAny =
        (isDatabase.test(line) && joined.test(match[0])) ||
        certain.test(line.slice(0, match.index + match[0].length - value.length));
      const place = isLogin.test(line) || saysSo.test(match[0].slice(0, -value.length)) ? 'named' : 'announced';
      const start = index + match.index + match[0].length - value.length;
      add(
        start,
        value,
        isAny ? isConfiguredSecret : (word) => isChosenPassword(word, place) || isJoinedPassphrase(word),
      );
    }
  }
  return found;
}

export const commandOptions: Rule = {
  name: 'password-option',
  words: optionCommands,
  find: findCommandOptions,
  masks: [
    ...['7z a -p«Harbor-dragon-8328» out.7z dir', 'mysql -u root -p«whalehello» shop'],
    ...['redis-cli -h cache -a «Blitzableiter»', "sshpass -p '«Wellenbrecher»' ssh bob@example.org"],
    ...['security unlock-keychain -p «Harbor8328a» login.keychain', 'certutil -p «Harbor8328a» -importpfx c.pfx'],
    'docker login -u bob -p «whalehello» example.org',
    ...['docker login -u bob -p «hunter2» example.org', 'openssl pkcs12 -passout pass:«vimonet68» -in a.pem'],
    ...['gpg --batch --passphrase «Wetter-Hahn» -c a', 'keytool -list -storepass «wetterhahn»'],
    ...['openssl aes-256-cbc -pass pass:«river-meadow-umbrella-island» -in a', '["sshpass", "-p", "«Fluffy&Max2002»"]'],
  ],
  leaves: [
    'zip -r out-1.2.3.zip dist',
    'docker run -p 8080:80 -w /srv/app2 nginx:1.25',
    'openssl rsa -passin env:KEYWORD',
  ],
};
