import { createHash } from 'node:crypto'
import type { Header, Site } from '../../../../testing/websites/site.ts'
import { soundMail } from './mail.ts'

const script = `/*! jQuery v3.7.1 | (c) OpenJS Foundation and other contributors | jquery.org/license */
document.documentElement.dataset.ready = 'yes'
`
const inline = `document.title = 'Fortress'`

const digest = (kind: 'sha256' | 'sha384', text: string): string =>
  `${kind}-${createHash(kind).update(text).digest('base64')}`

const policy = [
  `default-src 'none'`,
  `script-src 'self' '${digest('sha256', inline)}'`,
  `style-src 'self'`,
  `img-src 'self'`,
  `connect-src 'self'`,
  `base-uri 'none'`,
  `form-action 'self'`,
  `frame-ancestors 'none'`,
].join('; ')

/** All that a page can say to be safe. */
export const soundHeaders: readonly Header[] = [
  ['server', 'Caddy'],
  ['strict-transport-security', 'max-age=63072000; includeSubDomains; preload'],
  ['content-security-policy', policy],
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['referrer-policy', 'no-referrer'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-embedder-policy', 'require-corp'],
  ['permissions-policy', 'camera=(), geolocation=(), microphone=()'],
]

const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Fortress</title>
    <script>${inline}</script>
    <script src="/assets/jquery-3.7.1.min.js" integrity="${digest('sha384', script)}"></script>
  </head>
  <body><h1>Locks and keys</h1></body>
</html>
`

/** A site at which nothing is to be mended, under a name of its own; with faults it is the site that has only those. */
export const soundSite = (host: string, faults: Partial<Site> = {}): Site => ({
  host,
  redirect: 'https',
  headers: soundHeaders,
  cookies: ['__Host-session=3f9a1c; Path=/; Secure; HttpOnly; SameSite=Strict'],
  html,
  robots: { body: 'User-agent: *\nAllow: /\n' },
  scripts: { '/assets/jquery-3.7.1.min.js': script },
  files: {
    '/.well-known/security.txt': {
      body: `Contact: mailto:security@${host}\nExpires: 2030-01-01T00:00:00Z\n`,
    },
  },
  dns: soundMail(host),
  ...faults,
})

/** A+. */
export const fortress: Site = soundSite('fortress.example')
