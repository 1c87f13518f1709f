import type { Site } from '../../../../testing/websites/site.ts'
import { soundSite } from './fortress.ts'

const inDays = (days: number): Date => new Date(Date.now() + days * 86_400_000)
const HOUR = 1 / 24

/** Sound but for the certificate, each in its own way. */
export const certificateFaults: readonly Site[] = [
  soundSite('expired.example', { certificate: { from: inDays(-120), to: inDays(-30) } }),
  // The hour keeps it at nine whole days for as long as a test runs.
  soundSite('soon.example', { certificate: { from: inDays(-81), to: inDays(9 + HOUR) } }),
  soundSite('self-signed.example', { certificate: { selfSigned: true } }),
  soundSite('wrong-name.example', { certificate: { names: ['another.example', 'www.another.example'] } }),
  soundSite('sha1.example', {
    certificate: { key: 'rsa2048', signature: 'sha1' },
  }),
  soundSite('weak-key.example', { certificate: { key: 'rsa1024' } }),
]

/** Sound but for how they encrypt. */
export const encryptionFaults: readonly Site[] = [
  soundSite('old-tls.example', { tls: 'old' }),
  soundSite('no-forward.example', { tls: 'no-forward' }),
  soundSite('cbc-only.example', { tls: 'cbc-only' }),
  soundSite('plain.example', {
    redirect: 'none',
    withoutHttps: true,
    headers: [['server', 'Apache']],
    cookies: [],
  }),
]
