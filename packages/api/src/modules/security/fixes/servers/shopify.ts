import { CHANGE_SECRETS, sentences } from '../printer.ts'
import type { HeaderChange, Printer } from '../printer.ts'

const NO_HEADERS = 'You cannot set headers in Shopify.'
const IN_FRONT =
  'If your domain runs through Cloudflare or another service of yours, set it there: the tab Cloudflare shows how.'
const THEME = 'In Online Store, Themes, Edit code: the file layout/theme.liquid, right after <head>'

const support = (name: string) => `Otherwise write to Shopify support and name the header ${name}.`

const attribute = (value: string) => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')

const metaOf = ({ name, value, meta }: HeaderChange): string | null => {
  if (meta === 'http-equiv') return `<meta http-equiv="${name}" content="${attribute(value)}">`
  return meta === 'name' ? `<meta name="referrer" content="${attribute(value)}">` : null
}

const stepsOf = ({ name, meta, steps }: HeaderChange): string[] => {
  if (meta !== null) return [`${NO_HEADERS} The theme can say the same in the page.`, ...steps]
  if (name.startsWith('Content-Security-Policy'))
    return [
      `${NO_HEADERS} A policy in the theme would stop the scripts that Shopify and your apps write into each page, so leave it out.`,
      'Open Settings, then Apps, and remove apps that you no longer use: each one brings scripts.',
      IN_FRONT,
    ]
  if (name === 'Strict-Transport-Security')
    return [
      'Open Settings, then Domains.',
      'Check that your domain says “Connected” and its TLS certificate is there. Shopify then sends this header by itself.',
      `${NO_HEADERS} ${support(name)}`,
    ]
  return [`${NO_HEADERS} Shopify sends ${name} by its own rules.`, IN_FRONT, support(name)]
}

export const shopify: Printer = {
  page: 'In Online Store, Themes, Edit code',
  dns: 'In Shopify: Settings, Domains, your domain, DNS settings; for a name bought elsewhere, there',
  set: (change) => {
    const code = metaOf(change)
    return {
      where: code === null ? 'In the Shopify admin' : THEME,
      code,
      steps: stepsOf(change),
      afterwards:
        code === null
          ? ''
          : sentences('Make a copy of the theme first and look at the copy.', change.caution),
      minutes: 10,
    }
  },
  remove: ({ name, caution }) => ({
    where: 'In the Shopify admin',
    code: null,
    steps: [
      `${NO_HEADERS} Shopify itself does not send ${name} with its pages.`,
      'Open Settings, then Apps. An app that answers under your address sends it: ask its maker, or remove it.',
      IN_FRONT,
    ],
    afterwards: caution,
    minutes: 20,
  }),
  cookies: ({ cookies, unnamed }) => ({
    where: 'In the Shopify admin',
    code: null,
    steps: [
      'You cannot change the cookies that Shopify sets for log-in and cart; they are protected by Shopify.',
      ...(cookies.length > 0
        ? [`These come from an app or the theme: ${cookies.map(({ name }) => name).join(', ')}.`]
        : []),
      ...(unnamed > 0 ? ['A cookie with unusual signs in its name comes from there as well.'] : []),
      'Open Settings, then Apps: ask the maker of the app for Secure, HttpOnly and SameSite, or remove the app.',
    ],
    afterwards: '',
    minutes: 20,
  }),
  redirect: (host) => ({
    where: 'In the Shopify admin',
    code: null,
    steps: [
      'Open Settings, then Domains.',
      `Check that ${host} says “Connected”. Shopify then leads visitors to https by itself.`,
      'If your domain runs through Cloudflare, switch on “Always Use HTTPS” there, under SSL/TLS, Edge Certificates.',
    ],
    afterwards: 'A new certificate can take up to 48 hours.',
    minutes: 5,
  }),
  block: () => ({
    where: 'In the Shopify admin',
    code: null,
    steps: [
      'Shopify keeps no such files under your address by itself.',
      'Open Content, then Files, and delete the file if it is there.',
      'If an app answers under your address, ask its maker or remove the app.',
    ],
    afterwards: CHANGE_SECRETS,
    minutes: 15,
  }),
}
