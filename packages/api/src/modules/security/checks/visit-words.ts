import type { HeaderTest } from '../headers/score.ts'
import type { Words } from './words.ts'

type VisitTest = Extract<
  HeaderTest,
  'cookies' | 'sharing' | 'redirection' | 'referrer' | 'strictTransport' | 'resourcePolicy' | 'openerPolicy'
>

const INSISTS = 'This header tells it never to do that again.'
const WINDOWS =
  'A page that opened yours in a new window can send that window elsewhere, such as to a false log-in.'

/** Of the tests that look at how people come, what they carry, and who else may reach them. */
export const visitWords: Record<VisitTest, Readonly<Record<string, Words>>> = {
  cookies: {
    'session-unsafe': [
      'The log-in cookie travels over an open line',
      'Anybody on the same Wi-Fi can copy it and be your customer. “Secure” keeps it to https.',
    ],
    'session-readable': [
      'Scripts can read the log-in cookie',
      'One planted script is enough to copy it and be your customer. “HttpOnly” hides it from scripts.',
    ],
    'csrf-without-same-site': [
      'The cookie against forged orders can be sent by other sites',
      'It is meant to prove that a form came from you. “SameSite” keeps it from going along with what other sites send.',
    ],
    'same-site-invalid': [
      'A cookie says in a wrong way who may send it',
      'Browsers pass over the value or refuse the cookie, so log-ins or carts may be lost.',
    ],
    'session-unsafe-but-hsts': [
      'The log-in cookie is not kept to https',
      'Browsers that were here before insist on https. On a first visit the cookie can still be read on open Wi-Fi.',
    ],
    unsafe: [
      'A cookie travels over an open line',
      'Anybody on the same Wi-Fi can read it. “Secure” keeps it to https.',
    ],
    'unsafe-but-hsts': [
      'A cookie is not kept to https',
      'Browsers that were here before insist on https. On a first visit the cookie can still be read on open Wi-Fi.',
    ],
    'secure-and-same-site': [
      'Cookies are kept to https and to your site',
      'Nobody on the way can read them, and other sites cannot use them.',
    ],
    secure: ['Cookies are kept to https', 'Nobody on the way can read them.'],
    none: ['The page sets no cookies', 'There is nothing to copy.'],
  },
  sharing: {
    everybody: [
      'Any site can read what your customers see',
      'While somebody is logged in here, another page they open can read their account and orders.',
    ],
    public: [
      'Other sites can read the public page only',
      'They see what everybody sees, never what a customer sees.',
    ],
    some: ['Only named sites can read the page', 'Every other site is turned away by browsers.'],
    none: ['Other sites cannot read the page', 'Browsers turn them away.'],
  },
  redirection: {
    missing: [
      'Visitors who type your name stay on an open line',
      'The address without https shows the site or nothing useful. All they read and type can be seen on open Wi-Fi.',
    ],
    'not-to-https': [
      'Visitors are led on, but never to https',
      'The way from the plain address ends on an open line. All they read and type can be seen on open Wi-Fi.',
    ],
    'bad-certificate': [
      'The way to https ends at a certificate that browsers refuse',
      'Visitors see a warning over the whole window in place of your site. Mend the certificate first.',
    ],
    late: [
      'Visitors reach https one step too late',
      'The first step leads to another open address. Whoever shares the Wi-Fi can change where it goes.',
    ],
    'to-another-host': [
      'The way to https skips your own name',
      'The plain address leads to another name at once. Your own name then never learns to insist on https.',
    ],
    'to-https': [
      'Visitors are led to https at once',
      'Who types your name without https gets there all the same.',
    ],
    'no-http': ['Nothing answers without https', 'There is no open line that somebody could listen to.'],
  },
  referrer: {
    unsafe: [
      'Page addresses leak to other sites',
      'Sites you link to learn from which page a visitor came, with search words or order numbers in its address.',
    ],
    invalid: [
      'The rule for what other sites learn cannot be read',
      'The header has a value that browsers do not know. They fall back to their own rule, which differs.',
    ],
    missing: [
      'Other sites learn what browsers tell them by default',
      'Current browsers tell other sites your name and not the page. A header of your own makes sure of it.',
    ],
    private: [
      'Other sites do not learn the page',
      'They see your name at most, never which page a visitor read.',
    ],
  },
  strictTransport: {
    missing: [
      'The first visit can be read on open Wi-Fi',
      `A browser that types your name without https is sent over an open line once. ${INSISTS}`,
    ],
    short: [
      'Browsers forget too soon to insist on https',
      'The header holds for less than six months. Who comes back later starts over an open line again.',
    ],
    invalid: [
      'The rule to insist on https cannot be read',
      'The header says no time, or says it twice, so browsers pass over it.',
    ],
    'no-https': [
      'The site has no https',
      'All that visitors read and type can be seen and changed on the way. Browsers say “Not secure” beside your name.',
    ],
    'bad-certificate': [
      'Browsers cannot insist on https',
      'The certificate is one that browsers refuse, so they pass over this header as well. Mend the certificate first.',
    ],
    'six-months': ['Browsers insist on https', 'Who was here once never comes over an open line again.'],
  },
  resourcePolicy: {
    missing: [
      'Other sites can show your files, as with most sites',
      'Pictures and files may appear in pages of others. That is usual; a header can forbid it.',
    ],
    open: [
      'Other sites may show your files, and you say so',
      'Pictures and files may appear in pages of others.',
    ],
    invalid: [
      'The rule for who may show your files cannot be read',
      'The header is there, but its value is not one that browsers know, so it does nothing.',
    ],
    'same-site': ['Only your own sites show your files', 'Pages of others cannot take them in.'],
    'same-origin': ['Only this site shows its files', 'Pages of others cannot take them in.'],
  },
  openerPolicy: {
    missing: ['Windows may reach each other, as with most sites', WINDOWS],
    open: ['Windows may reach each other, and you say so', WINDOWS],
    invalid: [
      'The rule for other windows cannot be read',
      'The header is there, but its value is not one that browsers know, so it does nothing.',
    ],
    'same-origin': [
      'Other windows cannot reach the page',
      'A page that opened yours cannot send it elsewhere.',
    ],
    'same-origin-allow-popups': [
      'Other windows cannot reach the page',
      'A page that opened yours cannot send it elsewhere; windows that you open, such as for payment, still work.',
    ],
    'noopener-allow-popups': [
      'Other windows cannot reach the page',
      'A page that opened yours cannot send it elsewhere; windows that you open, such as for payment, still work.',
    ],
  },
}
