// Places of passwords where a label in one of several languages, a function, a command or a format names them.
import type { Place } from './plantedSecrets.ts';

export const labeledPlaces: Readonly<Record<string, Place>> = {
  'a sentence with words between': {
    path: 'a.md',
    text: (v) => `I changed the password for the staging server to ${v} today.\n`,
  },
  'a sentence in German': { path: 'a.md', text: (v) => `Das Kennwort für den Zugang zum Portal lautet „${v}“.\n` },
  'a sentence in French': { path: 'a.md', text: (v) => `Le mot de passe du routeur est « ${v} ».\n` },
  'a sentence in Spanish': { path: 'a.md', text: (v) => `La contraseña del wifi es: ${v}\n` },
  'a label in French': { path: 'a.txt', text: (v) => `mdp : ${v}\n` },
  'a label in Spanish': { path: 'a.txt', text: (v) => `Clave de acceso = ${v}\n` },
  'a label with a remark': { path: 'a.md', text: (v) => `- Password (staging): ${v}\n` },
  'a label between brackets': { path: 'a.txt', text: (v) => `ssh root@10.0.0.1 (pw ${v})\n` },
  'the line below a heading': { path: 'a.txt', text: (v) => `VPN password\n------------\n${v}\n\nBye\n` },
  'the line below an empty line': { path: 'a.txt', text: (v) => `Your temporary password is:\n\n    ${v}\n` },
  'a table in French': { path: 'a.md', text: (v) => `| nom | mot de passe |\n|---|---|\n| luc | ${v} |\n` },
  'values separated by semicolons': { path: 'a.csv', text: (v) => `Titel;Benutzer;Kennwort;URL\nBank;bob;${v};b\n` },
  'a table of a test': { path: 'a.feature', text: (v) => `  | user | password |\n  | bob | ${v} |\n` },
  'a log': { path: 'a.md', text: (v) => `A temporary password is generated for root@localhost: ${v}\n` },
  'a comparison': { path: 'a.go', text: (v) => `if password != "${v}" { return }\n` },
  'a comparison in Java': { path: 'A.java', text: (v) => `if ("${v}".equals(password)) return;\n` },
  'a constant of another type': { path: 'a.bas', text: (v) => `Const DB_PASSWORD As String = "${v}"\n` },
  'a wrapped string': { path: 'a.rs', text: (v) => `let password = String::from("${v}");\n` },
  'a raw string': { path: 'a.rs', text: (v) => `static DB_PASSWORD: &'static str = r#"${v}"#;\n` },
  'a conditional value': { path: 'a.ts', text: (v) => `password: isProd ? process.env.PW! : '${v}',\n` },
  'a field of a page': { path: 'a.ts', text: (v) => `await page.locator('#password').fill('${v}');\n` },
  'a default of an option': { path: 'a.py', text: (v) => `add_argument('--password', default='${v}')\n` },
  'an assignment to the right': { path: 'a.R', text: (v) => `"${v}" -> passwd\n` },
  'the arguments of a connection': { path: 'a.py', text: (v) => `connect("localhost", "root", "${v}", "shop")\n` },
  'the arguments of a constructor': { path: 'a.php', text: (v) => `$pdo = new PDO('mysql:host=x', 'root', '${v}');\n` },
  'a signing key': { path: 'a.js', text: (v) => `jwt.sign(payload, '${v}', { expiresIn: '1h' });\n` },
  'encoded credentials': { path: 'a.js', text: (v) => `headers.set('Authorization', btoa('bob:${v}'));\n` },
  'a list of secrets': { path: 'a.json', text: (v) => `{ "passwords": ["${v}", "x"] }\n` },
  'an object of secrets': { path: 'a.json', text: (v) => `{ "secrets": { "db": { "value": "${v}" } } }\n` },
  'a list in YAML': { path: 'a.yml', text: (v) => `passwords:\n  - ${v}\n` },
  'a value after its name': { path: 'a.json', text: (v) => `{ "key": "password", "type": "text", "value": "${v}" }\n` },
  'a cell of a page': { path: 'a.html', text: (v) => `<tr><td>Password</td><td><code>${v}</code></td></tr>\n` },
  'a nested element': { path: 'a.xml', text: (v) => `<property name="password"><value>${v}</value></property>\n` },
  'a named element': { path: 'a.xml', text: (v) => `<string name="db_password">${v}</string>\n` },
  'character data': { path: 'a.xml', text: (v) => `<param name="pwd"><![CDATA[${v}]]></param>\n` },
  'an option of an archive': { path: 'a.sh', text: (v) => `7z a -p${v} out.7z dir\n` },
  'an option of a key store': { path: 'a.sh', text: (v) => `keytool -genkey -alias a -keypass ${v}\n` },
  'an option of a remote desktop': { path: 'a.bat', text: (v) => `xfreerdp /u:bob /p:${v} /v:10.0.0.4\n` },
  'a new user of Windows': { path: 'a.bat', text: (v) => `net user backup ${v} /add\n` },
  'a piped login': { path: 'a.sh', text: (v) => `echo 'root:${v}' | chpasswd\n` },
  'a here document': { path: 'a.sh', text: (v) => `passwd root <<EOP\n${v}\nEOP\n` },
  'a transfer': { path: 'a.sh', text: (v) => `lftp -u bob,${v} ftp.example.com\n` },
  'a joined name': { path: 'a.yml', text: (v) => `ldap_bindpw: ${v}\n` },
  'a database user': { path: 'a.sql', text: (v) => `CREATE USER bob IDENTIFIED BY ${v} DEFAULT TABLESPACE u;\n` },
  'the key of a database file': { path: 'a.sql', text: (v) => `PRAGMA key = '${v}';\n` },
  'a login line of PostgreSQL': { path: 'a.txt', text: (v) => `localhost:5432:*:bob:${v}\n` },
  'a router': { path: 'a.txt', text: (v) => `snmp-server community ${v} RO\n` },
  'a pre-shared key': { path: 'a.txt', text: (v) => `bob : EAP "${v}"\n` },
  'the name of a data source': { path: 'a.go', text: (v) => `dsn := "bob:${v}@tcp(127.0.0.1:3306)/shop"\n` },
  'an encoded address': {
    path: 'a.md',
    text: (v) => `See https://x.org/?to=https%3A%2F%2Fbob%3A${encodeURIComponent(v)}%40h%2F now\n`,
  },
  'a default of a property': { path: 'A.java', text: (v) => '@Value("${db.password:' + v + '}") String pw;\n' },
};

/** Passwords as people choose them. */
export const chosenPasswords: readonly string[] = [
  'Sommer2024!',
  'walnut.maple15',
  'Harbor-dragon-8328',
  'CopperCactus1510',
  'h4rb0rSunset?55x',
];

/** Words that a person chose, where nothing but a label tells that they are secret. */
export const passphrasePlaces: Readonly<Record<string, Place>> = {
  'a label': { path: 'a.md', text: (v) => `Passphrase: ${v}\n` },
  'a label in Spanish': { path: 'a.md', text: (v) => `Frase de contraseña: ${v}\n` },
  'a sentence': { path: 'a.md', text: (v) => `The passphrase for the key is "${v}".\n` },
  'an environment file': { path: 'a.txt', text: (v) => `DB_PASSWORD = ${v}\n` },
};
