import { CHANGE_SECRETS, cookieLines, hiddenOf, LOST_COOKIES, sentences, unnamedSteps } from '../printer.ts'
import type { CookieChange, Printer } from '../printer.ts'

const SECURE_BLOCK = 'In the server block for port 443'
const RELOAD = 'Then run nginx -t and reload.'
const INHERITED =
  'A location with an add_header of its own drops those of the server block: repeat the line there.'

/** Values never hold a dollar sign, which nginx would read as a variable. */
const quoted = (value: string) => `"${value.replaceAll(/["\\]/g, '\\$&')}"`

const hidden = (name: string) => [`proxy_hide_header ${name};`, `fastcgi_hide_header ${name};`]

const flags = ({ name, adds }: CookieChange) => [
  `proxy_cookie_flags ${name} ${adds.map((one) => one.toLowerCase()).join(' ')};`,
]

const ownLines = (name: string) =>
  `If your own nginx files send ${name} with add_header already, delete that line.`

export const nginx: Printer = {
  page: 'In the HTML of your pages',
  dns: 'Where the DNS of your domain is kept, often the firm you rent the name from',
  set: ({ name, value, isSent, steps, caution, minutes }) => ({
    where: SECURE_BLOCK,
    code: [...(isSent ? hidden(name) : []), `add_header ${name} ${quoted(value)} always;`].join('\n'),
    steps: [...(isSent ? [ownLines(name)] : []), ...steps],
    afterwards: sentences(RELOAD, INHERITED, caution),
    minutes,
  }),
  remove: ({ name, caution }) => ({
    where: SECURE_BLOCK,
    code: hidden(name).join('\n'),
    steps: [ownLines(name)],
    afterwards: sentences(RELOAD, caution),
    minutes: 5,
  }),
  cookies: (changes) => ({
    where: SECURE_BLOCK,
    code: cookieLines(changes, flags),
    steps: unnamedSteps(changes),
    afterwards: sentences(
      RELOAD,
      'This works from nginx 1.19.3 on and for what comes through proxy_pass. With PHP-FPM set session.cookie_secure, session.cookie_httponly and session.cookie_samesite in php.ini.',
      LOST_COOKIES,
    ),
    minutes: 10,
  }),
  redirect: (host) => ({
    where: 'Beside the server block for port 443',
    code: [
      'server {',
      '    listen 80;',
      '    listen [::]:80;',
      `    server_name ${host};`,
      `    return 301 https://${host}$request_uri;`,
      '}',
    ].join('\n'),
    steps: [`Take ${host} and “listen 80” out of every other server block.`],
    afterwards: RELOAD,
    minutes: 5,
  }),
  block: (paths) => ({
    where: SECURE_BLOCK,
    code: hiddenOf(paths)
      .map(({ path, isFolder }) => `location ${isFolder ? `^~ ${path}/` : `= ${path}`} { return 404; }`)
      .join('\n'),
    steps: ['Delete the files from the folder of the website, if nothing needs them there.'],
    afterwards: sentences(RELOAD, CHANGE_SECRETS),
    minutes: 10,
  }),
}
