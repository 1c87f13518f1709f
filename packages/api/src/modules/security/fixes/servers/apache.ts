import { CHANGE_SECRETS, cookieLines, hiddenOf, LOST_COOKIES, sentences, unnamedSteps } from '../printer.ts'
import type { CookieChange, Printer } from '../printer.ts'

const SECURE_HOST = 'In the VirtualHost for port 443, or in .htaccess'
const RELOAD = 'Then run apachectl configtest and reload.'
const MODULE = 'The module must be on: a2enmod headers.'

/** A percent sign would begin a placeholder of mod_headers. */
const quoted = (value: string) => `"${value.replaceAll(/["\\]/g, '\\$&').replaceAll('%', '%%')}"`

const escaped = (text: string) => text.replaceAll('.', '[.]')

/** What a program sends and what Apache itself adds stand in two tables, which one directive each changes. */
const inBoth = (rest: string) => [`Header ${rest}`, `Header always ${rest}`]

function edits({ name, adds, hasSameSite }: CookieChange): string[] {
  const cookie = escaped(name)
  const without = `edit Set-Cookie "(?i)^(${cookie}=.*); *SameSite=[^;]*" "$1"`
  const added = `edit Set-Cookie "^(${cookie}=.*)$" "$1; ${adds.join('; ')}"`
  const clears = hasSameSite && adds.includes('SameSite=Lax')
  return [...(clears ? inBoth(without) : []), ...inBoth(added)]
}

export const apacheBlock = (paths: readonly string[]): string =>
  hiddenOf(paths)
    .map(({ path, isFolder }) => `RedirectMatch 404 "^${escaped(path)}${isFolder ? '(/|$)' : '$'}"`)
    .join('\n')

export const apache: Printer = {
  page: 'In the HTML of your pages',
  dns: 'Where the DNS of your domain is kept, often the firm you rent the name from',
  set: ({ name, value, isSent, steps, caution, minutes }) => ({
    where: SECURE_HOST,
    code: [
      // Else a header of the program below would be sent beside this one.
      ...(isSent ? [`Header onsuccess unset ${name}`] : []),
      `Header always set ${name} ${quoted(value)}`,
    ].join('\n'),
    steps,
    afterwards: sentences(MODULE, RELOAD, caution),
    minutes,
  }),
  remove: ({ name, caution }) => ({
    where: SECURE_HOST,
    code: inBoth(`unset ${name}`).join('\n'),
    steps: [],
    afterwards: sentences(MODULE, RELOAD, caution),
    minutes: 5,
  }),
  cookies: (changes) => ({
    where: SECURE_HOST,
    code: cookieLines(changes, edits),
    steps: unnamedSteps(changes),
    afterwards: sentences(
      MODULE,
      RELOAD,
      'Take a line out again if the program that sets the cookie later adds the same words itself.',
      LOST_COOKIES,
    ),
    minutes: 10,
  }),
  redirect: (host) => ({
    where: 'Beside the VirtualHost for port 443',
    code: [
      '<VirtualHost *:80>',
      `    ServerName ${host}`,
      `    Redirect permanent "/" "https://${host}/"`,
      '</VirtualHost>',
    ].join('\n'),
    steps: [`Take ${host} out of every other VirtualHost for port 80.`],
    afterwards: RELOAD,
    minutes: 5,
  }),
  block: (paths) => ({
    where: SECURE_HOST,
    code: apacheBlock(paths),
    steps: ['Delete the files from the folder of the website, if nothing needs them there.'],
    afterwards: sentences(
      RELOAD,
      'Where ProxyPass hands every address to a program, take the file away there.',
      CHANGE_SECRETS,
    ),
    minutes: 10,
  }),
}
