import type { HeaderList, Observation } from '../observation/observation.ts'

const DAY_MS = 86_400_000
const CERTIFICATE_DAYS = { before: 25, after: 65 } as const

/** What of the website is otherwise than it should be. */
export type SampleFault = 'dmarc' | 'strictTransport'

export interface RecordedVisit {
  host: string
  at: Date
  faults: readonly SampleFault[]
}

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const headersOf = (faults: RecordedVisit['faults']): HeaderList => [
  ['server', 'nginx'],
  ['content-type', 'text/html; charset=utf-8'],
  ['content-security-policy', policy],
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['referrer-policy', 'strict-origin-when-cross-origin'],
  ...(faults.includes('strictTransport')
    ? []
    : [['strict-transport-security', 'max-age=31536000; includeSubDomains'] as const]),
]

const isoDay = (at: Date, days: number): string => new Date(at.getTime() + days * DAY_MS).toISOString()

const encryptionOf = ({ host, at }: RecordedVisit): Observation['encryption'] => ({
  error: null,
  protocol: 'TLSv1.3',
  cipher: 'TLS_AES_128_GCM_SHA256',
  isTrusted: true,
  fault: null,
  namesHost: true,
  chain: [
    {
      subject: `CN=${host}`,
      issuer: "C=US, O=Let's Encrypt, CN=E7",
      names: [host, `www.${host}`],
      validFrom: isoDay(at, -CERTIFICATE_DAYS.before),
      validTo: isoDay(at, CERTIFICATE_DAYS.after),
      signature: 'ecdsa-with-SHA384',
      key: { kind: 'ec', bits: 256 },
      fingerprint: '5e'.repeat(32),
    },
  ],
  handshakes: null,
})

const mailOf = ({ host, faults }: RecordedVisit): Observation['mail'] => ({
  domain: host,
  mx: { found: [{ exchange: `mail.${host}`, priority: 10 }] },
  spf: { found: ['v=spf1 mx -all'] },
  included: {},
  dmarc: {
    found: [`v=DMARC1; p=${faults.includes('dmarc') ? 'none' : 'reject'}; rua=mailto:dmarc@${host}`],
  },
  caa: { found: ['0 issue "letsencrypt.org"'] },
})

/** What a quick scan saw of a website of the sample, written down: nothing outside answers by its name. */
export function recordedVisit(visit: RecordedVisit): Observation {
  const { host, at, faults } = visit
  const page = { url: `https://${host}/`, status: 200, headers: headersOf(faults) }
  const moved = { url: `http://${host}/`, status: 301, headers: [['location', page.url]] as const }
  return {
    host,
    at: at.toISOString(),
    http: { hops: [moved, page], isVerified: true },
    https: { hops: [page], isVerified: true },
    cookies: [],
    page: { policies: [], referrers: [], scripts: [], scriptElements: 0 },
    cors: null,
    encryption: encryptionOf(visit),
    mail: mailOf(visit),
    scripts: [],
    libraries: [],
    files: null,
  }
}
