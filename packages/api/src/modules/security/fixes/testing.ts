import { headerTests } from '../headers/score.ts'
import type { HeaderTest } from '../headers/score.ts'
import type { HeaderList, Observation, ObservedScript } from '../observation/observation.ts'
import type { Fix, Server } from './fix.ts'
import { fixesFor } from './fixes.ts'
import type { Matter } from './fixes.ts'

const HOST = 'tideandfennel.example'

export interface Seen {
  host?: string
  headers?: HeaderList
  /** Addresses from the plain one on; null where nothing answers without https. */
  httpWay?: readonly string[] | null
  isVerified?: boolean
  isPlain?: boolean
  cookies?: readonly string[]
  policies?: readonly string[]
  referrers?: readonly string[]
  scripts?: readonly ObservedScript[]
  /** Scripts that stand in the page itself. */
  inPage?: number
  cors?: HeaderList
  mail?: Partial<Observation['mail']>
  libraries?: Observation['libraries']
  files?: Observation['files']
  issuer?: string
}

const nothing = {
  host: HOST,
  headers: [],
  httpWay: undefined,
  isVerified: true,
  isPlain: false,
  cookies: [],
  policies: [],
  referrers: [],
  scripts: [],
  inPage: 0,
  mail: {},
  libraries: [],
  files: null,
  issuer: "C=US, O=Let's Encrypt, CN=E7",
}

const encryption = (issuer: string): Observation['encryption'] => ({
  error: null,
  protocol: 'TLSv1.3',
  cipher: 'TLS_AES_128_GCM_SHA256',
  isTrusted: true,
  fault: null,
  namesHost: true,
  chain: [
    {
      subject: `CN=${HOST}`,
      issuer,
      names: [HOST],
      validFrom: '2026-10-01T00:00:00.000Z',
      validTo: '2026-12-30T00:00:00.000Z',
      signature: 'ecdsa-with-SHA384',
      key: { kind: 'ec', bits: 256 },
      fingerprint: 'ab'.repeat(32),
    },
  ],
  handshakes: null,
})

/** A website that leads from http to https and shows what is given, and nothing that protects it. */
export function observed(given: Seen = {}): Observation {
  const seen = { ...nothing, ...given }
  const { host, isVerified, isPlain, scripts } = seen
  const page = {
    url: `https://${host}/`,
    status: 200,
    headers: [['content-type', 'text/html'] as const, ...seen.headers],
  }
  const way = seen.httpWay === undefined ? [`http://${host}/`, page.url] : seen.httpWay
  return {
    host,
    at: '2026-11-30T08:56:00.000Z',
    https: isPlain ? null : { hops: [page], isVerified },
    http: way && { hops: way.map((url) => ({ ...page, url })), isVerified },
    cookies: seen.cookies,
    page: {
      policies: seen.policies,
      referrers: seen.referrers,
      scripts,
      scriptElements: scripts.length + seen.inPage,
    },
    cors: seen.cors ? { origin: 'https://elsewhere.example', headers: seen.cors } : null,
    encryption: encryption(seen.issuer),
    mail: {
      domain: host,
      mx: { found: [] },
      spf: { found: [] },
      included: {},
      dmarc: { found: [] },
      caa: { found: [] },
      ...seen.mail,
    },
    scripts: [],
    libraries: seen.libraries,
    files: seen.files,
  }
}

export const tests = Object.keys(headerTests) as HeaderTest[] // its own keys

/** What a check of the headers would say of it. */
export const matterOf = (name: HeaderTest, observation: Observation): Matter => ({
  key: `headers.${name}`,
  result: headerTests[name](observation).result,
})

export function fixOf(name: HeaderTest, given: Seen, server: Server): Fix {
  const observation = observed(given)
  const found = fixesFor(matterOf(name, observation), observation)[server]
  if (!found) throw new Error(`No fix of ${name} for ${server}.`)
  return found
}
export const codeOf = (name: HeaderTest, given: Seen, server: Server): string | null =>
  fixOf(name, given, server).code

/** All that a person reads of a fix beside what is pasted. */
export const wordsOf = ({ where, steps, afterwards }: Fix): string => [where, ...steps, afterwards].join('\n')

export const sent = (name: string, value: string): Seen => ({ headers: [[name, value]] })
export const SHARED: HeaderList = [
  ['access-control-allow-origin', 'https://elsewhere.example'],
  ['access-control-allow-credentials', 'true'],
]
export const HASH = "'sha256-hqBEA/HXB3aJU2FgOnYN8rkAgEVgyfi3Vs1j2/XMPBA='"
export const cdn = (src = 'https://cdn.example.org/app.js', integrity: string | null = null) => ({
  src,
  integrity,
})
export const csp = (value: string) => sent('content-security-policy', value)

/** Each test in every way in which it fails and can be mended by its fix alone. */
export const failing: readonly (readonly [HeaderTest, Seen])[] = [
  ['contentSecurityPolicy', {}],
  ['contentSecurityPolicy', { inPage: 3 }],
  ['contentSecurityPolicy', sent('content-security-policy-report-only', "default-src 'self'")],
  ['contentSecurityPolicy', csp("default-src 'none'; default-src 'self'")],
  ['contentSecurityPolicy', csp("script-src 'strict-dynamic'")],
  ['contentSecurityPolicy', csp("script-src 'self' 'unsafe-inline'; frame-ancestors 'none'")],
  ['contentSecurityPolicy', csp("default-src 'none'; script-src 'none'; object-src *")],
  ['contentSecurityPolicy', csp("default-src 'self' http://cdn.example")],
  [
    'contentSecurityPolicy',
    csp("default-src 'self'; script-src 'self' 'unsafe-eval'; style-src 'unsafe-eval'"),
  ],
  ['contentSecurityPolicy', csp("default-src 'self'; img-src http: https:")],
  ['contentSecurityPolicy', csp("script-src 'unsafe-eval' 'nonce-abc' 'strict-dynamic'; object-src 'none'")],
  ['contentSecurityPolicy', { policies: ["default-src 'unsafe-inline'", 'x'] }],
  ['cookies', { cookies: ['sessid=; Path=/'] }],
  ['cookies', { cookies: ['sessid=; Path=/; Secure'] }],
  ['cookies', { cookies: ['a=; SameSite=None'] }],
  ['cookies', { cookies: ['a=; Secure; SameSite=Sometimes; Path=/'] }],
  ['cookies', { cookies: ['csrf=; Secure', 'b=', 'login=; SameSite'] }],
  [
    'cookies',
    { cookies: ['sess="; include=; Path=/'], ...sent('strict-transport-security', 'max-age=31536000') },
  ],
  ['sharing', { cors: SHARED }],
  ['redirection', { httpWay: ['http://tideandfennel.example/'] }],
  ['redirection', { httpWay: ['http://tideandfennel.example/', 'http://www.tideandfennel.example/'] }],
  ['redirection', { httpWay: ['http://tideandfennel.example/', 'http://a.example/', 'https://a.example/'] }],
  ['redirection', { httpWay: ['http://tideandfennel.example/', 'https://www.tideandfennel.example/'] }],
  ['referrer', sent('referrer-policy', 'unsafe-url')],
  ['referrer', { ...sent('referrer-policy', 'no-referrer'), referrers: ['unsafe-url'] }],
  ['referrer', sent('referrer-policy', 'whatever')],
  ['strictTransport', {}],
  ['strictTransport', sent('strict-transport-security', 'max-age=300; includeSubDomains; preload')],
  ['strictTransport', sent('strict-transport-security', 'includeSubDomains')],
  ['scriptIntegrity', { scripts: [cdn()] }],
  ['scriptIntegrity', { scripts: [cdn('//cdn.example.org/a.js'), cdn('http://cdn.example.org/b.js', HASH)] }],
  ['contentType', {}],
  ['contentType', sent('x-content-type-options', 'sniff')],
  ['framing', {}],
  ['framing', sent('x-frame-options', 'sometimes')],
  ['resourcePolicy', sent('cross-origin-resource-policy', 'mine')],
  ['openerPolicy', sent('cross-origin-opener-policy', 'mine')],
  ['embedderPolicy', sent('cross-origin-embedder-policy', 'mine')],
]
