import { CHANGE_SECRETS, LOST_COOKIES, sentences } from '../printer.ts'
import type { Printer } from '../printer.ts'

const FILE = 'In vercel.json, beside package.json'
const DEPLOY = 'If the file has “headers” already, add the entry to that list. Then deploy.'

const headersOf = (name: string, value: string) =>
  JSON.stringify({ headers: [{ source: '/(.*)', headers: [{ key: name, value }] }] }, null, 2)

export const vercel: Printer = {
  page: 'In the HTML of your pages',
  dns: 'In Vercel: Domains, your domain, DNS Records; if its name servers are elsewhere, there',
  set: ({ name, value, isSent, steps, caution, minutes }) => ({
    where: FILE,
    code: headersOf(name, value),
    steps: [
      ...(isSent
        ? [`Search vercel.json, next.config.js and your functions for ${name}, and take the old value out.`]
        : []),
      ...steps,
    ],
    afterwards: sentences(DEPLOY, caution),
    minutes,
  }),
  remove: ({ name, caution }) => ({
    where: 'In vercel.json, next.config.js and your functions',
    code: null,
    steps: [
      `Search for ${name} and delete each place that sends it: vercel.json can add headers but not take one away.`,
      'Deploy.',
    ],
    afterwards: caution,
    minutes: 15,
  }),
  cookies: ({ cookies, unnamed }) => ({
    where: 'In the functions that set these cookies',
    code: null,
    steps: [
      'Vercel cannot change cookies in vercel.json; the program that sets them does.',
      ...cookies.map(({ name, adds }) => `Where ${name} is set, add: ${adds.join('; ')}.`),
      ...(unnamed > 0 ? ['Do the same for each other cookie.'] : []),
      'Deploy.',
    ],
    afterwards: LOST_COOKIES,
    minutes: 20,
  }),
  redirect: (host) => ({
    where: 'In the Vercel dashboard',
    code: null,
    steps: [
      `Open your project, then Settings, then Domains, and see that ${host} is there and says “Valid Configuration”.`,
      'Vercel leads every domain of its own to https by itself. If this stays, something stands in front of it, such as Cloudflare: switch on “Always Use HTTPS” there.',
    ],
    afterwards: '',
    minutes: 10,
  }),
  block: (paths) => ({
    where: 'In .vercelignore, beside package.json',
    code: paths.map((path) => path.replace(/^\//, '')).join('\n'),
    steps: [
      'If a file is in the folder “public” or in the build output, take it out of there.',
      'Deploy, and delete earlier deployments that still hold it.',
    ],
    afterwards: CHANGE_SECRETS,
    minutes: 15,
  }),
}
