import { CHANGE_SECRETS, cookieLines, hiddenOf, LOST_COOKIES, sentences, unnamedSteps } from '../printer.ts'
import type { CookieChange, Printer } from '../printer.ts'

const SITE_BLOCK = 'In the Caddyfile, inside the braces of your website'
const RELOAD = 'Then run caddy reload.'

/** Values never hold braces, which Caddy would read as placeholders. */
const quoted = (value: string) => `"${value.replaceAll(/["\\]/g, '\\$&')}"`

/** Put off until the answer is written, so that it also replaces what a program behind Caddy sent. */
const header = (lines: readonly string[]) =>
  ['header {', ...[...lines, 'defer'].map((one) => `\t${one}`), '}'].join('\n')

function edits({ name, adds, hasSameSite }: CookieChange): string[] {
  const cookie = name.replaceAll('.', '[.]')
  const added = `Set-Cookie "^(${cookie}=.*)$" "$1; ${adds.join('; ')}"`
  const clears = hasSameSite && adds.includes('SameSite=Lax')
  return [...(clears ? [`Set-Cookie "(?i)^(${cookie}=.*); *SameSite=[^;]*" "$1"`] : []), added]
}

export const caddy: Printer = {
  page: 'In the HTML of your pages',
  dns: 'Where the DNS of your domain is kept, often the firm you rent the name from',
  set: ({ name, value, steps, caution, minutes }) => ({
    where: SITE_BLOCK,
    code: header([`${name} ${quoted(value)}`]),
    steps,
    afterwards: sentences(RELOAD, caution),
    minutes,
  }),
  remove: ({ name, caution }) => ({
    where: SITE_BLOCK,
    code: header([`-${name}`]),
    steps: [],
    afterwards: sentences(RELOAD, caution),
    minutes: 5,
  }),
  cookies: (changes) => {
    const lines = cookieLines(changes, edits)
    return {
      where: SITE_BLOCK,
      code: lines === null ? null : header(lines.split('\n')),
      steps: unnamedSteps(changes),
      afterwards: sentences(
        RELOAD,
        'Take a line out again if the program that sets the cookie later adds the same words itself.',
        LOST_COOKIES,
      ),
      minutes: 10,
    }
  },
  redirect: (host) => ({
    where: 'In the Caddyfile, beside the block of your website',
    code: [`http://${host} {`, `\tredir https://${host}{uri} permanent`, '}'].join('\n'),
    steps: [
      `Better still, where it is possible: write ${host} without “http://” before the block of your website. Caddy then leads visitors to https by itself, and these lines are not needed.`,
    ],
    afterwards: RELOAD,
    minutes: 5,
  }),
  block: (paths) => ({
    where: SITE_BLOCK,
    code: [
      `@hidden path ${hiddenOf(paths)
        .map(({ path, isFolder }) => (isFolder ? `${path}/*` : path))
        .join(' ')}`,
      'respond @hidden 404',
    ].join('\n'),
    steps: ['Delete the files from the folder of the website, if nothing needs them there.'],
    afterwards: sentences(RELOAD, CHANGE_SECRETS),
    minutes: 10,
  }),
}
