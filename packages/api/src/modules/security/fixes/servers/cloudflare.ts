import { CHANGE_SECRETS, hiddenOf, sentences } from '../printer.ts'
import type { HeaderChange, Printer } from '../printer.ts'
import type { Fix } from '../fix.ts'

const newRule = [
  'Open Rules, then Overview. Choose Create rule, then Response Header Transform Rule (under Transform Rules, Modify Response Header).',
  'Give it a name and choose “All incoming requests”.',
]

/** Cloudflare has a page of its own for it, which takes months and not seconds. */
const strictTransport = ({ value, steps, caution, minutes }: HeaderChange): Fix => ({
  where: 'In the Cloudflare dashboard of your domain',
  code: null,
  steps: [
    'Open SSL/TLS, then Edge Certificates.',
    'Under HTTP Strict Transport Security (HSTS), choose Enable HSTS.',
    `Set the max age to 12 months. ${
      value.includes('includeSubDomains')
        ? 'Switch on “Apply HSTS policy to subdomains”, as you have it today.'
        : 'Leave subdomains off for now.'
    }`,
    ...(value.includes('preload') ? ['Switch on Preload, as you have it today.'] : []),
    ...steps,
  ],
  afterwards: caution,
  minutes,
})

export const cloudflare: Printer = {
  page: 'In the HTML of your pages, on the server behind Cloudflare',
  dns: 'In the Cloudflare dashboard: DNS, then Records',
  set: (change) =>
    change.name === 'Strict-Transport-Security'
      ? strictTransport(change)
      : {
          where: 'In the Cloudflare dashboard, as the value of the rule',
          code: change.value,
          steps: [
            ...newRule,
            `Choose “Set static”, write ${change.name} as the name, and paste the value. Then choose Deploy.`,
            ...change.steps,
          ],
          afterwards: sentences('It holds within a minute.', change.caution),
          minutes: change.minutes,
        },
  remove: ({ name, caution }) => ({
    where: 'In the Cloudflare dashboard, as the name of the header',
    code: name,
    steps: [...newRule, `Choose “Remove” and write ${name} as the name. Then choose Deploy.`],
    afterwards: caution,
    minutes: 5,
  }),
  cookies: ({ cookies }) => ({
    where: 'On the server behind Cloudflare',
    code: null,
    steps: [
      'Cloudflare cannot change single cookies that pass through it; its rules set or remove whole headers.',
      ...cookies.map(({ name, adds }) => `Where ${name} is set, add: ${adds.join('; ')}.`),
      'The other tabs show how, for the server that stands behind Cloudflare.',
    ],
    afterwards: 'If the site runs on a rented system, send these lines to whoever looks after it.',
    minutes: 20,
  }),
  redirect: () => ({
    where: 'In the Cloudflare dashboard of your domain',
    code: null,
    steps: [
      'Open SSL/TLS, then Edge Certificates.',
      'Switch on “Always Use HTTPS”.',
      'Open SSL/TLS, then Overview, and see that the mode is Full (strict). With “Flexible” a redirect on your own server would go in circles.',
    ],
    afterwards: 'It holds within a minute.',
    minutes: 3,
  }),
  block: (paths) => ({
    where: 'In the Cloudflare dashboard, as the expression of the rule',
    code: hiddenOf(paths)
      .map(({ path, isFolder }) =>
        isFolder
          ? `(starts_with(http.request.uri.path, "${path}/"))`
          : `(http.request.uri.path eq "${path}")`,
      )
      .join(' or '),
    steps: [
      'Open Security, then Security rules (WAF, Custom rules in the older dashboard). Choose Create rule, then Custom rule.',
      'Choose “Edit expression”, paste, and choose Block as the action. Then choose Deploy.',
      'Delete the files on the server behind Cloudflare as well.',
    ],
    afterwards: CHANGE_SECRETS,
    minutes: 10,
  }),
}
