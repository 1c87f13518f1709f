import type { NameRecords } from '../../../../testing/websites/dns-server.ts'
import type { Site } from '../../../../testing/websites/site.ts'
import { soundSite } from './fortress.ts'
import { soundMail } from './mail.ts'

/** As sound mail, with other TXT records of the domain itself. */
const mailWith = (host: string, txt: readonly string[]): Record<string, NameRecords> => {
  const { '@': own, ...below } = soundMail(host)
  return { ...below, '@': { ...own, TXT: txt } }
}

const spoofable = 'spoofable.example'
const tangled = 'tangled-mail.example'
const twice = 'two-spf.example'

const withoutPolicies = (host: string): Record<string, NameRecords> => {
  const { _dmarc, ...rest } = mailWith(host, [])
  return rest
}

const PARTS = ['a', 'b', 'c', 'd'] as const

/** Four names that each lead to two more: twelve look-ups where ten are allowed (RFC 7208, 4.6.4). */
const tangledNames = (host: string): Record<string, NameRecords> => {
  const include = (parts: readonly string[]) => parts.map((part) => `include:${part}.${host}`).join(' ')
  const leaves = PARTS.flatMap((part) => [`${part}1`, `${part}2`])
  return {
    ...mailWith(host, [`v=spf1 ${include(PARTS)} -all`]),
    ...Object.fromEntries(
      PARTS.map((part) => [part, { TXT: [`v=spf1 ${include([`${part}1`, `${part}2`])} -all`] }]),
    ),
    ...Object.fromEntries(leaves.map((leaf, at) => [leaf, { TXT: [`v=spf1 ip4:192.0.2.${at + 1} -all`] }])),
  }
}

/** Sound but for what the DNS says of their mail. */
export const mailFaults: readonly Site[] = [
  soundSite(spoofable, { dns: withoutPolicies(spoofable) }),
  soundSite(tangled, { dns: tangledNames(tangled) }),
  soundSite(twice, { dns: mailWith(twice, ['v=spf1 mx -all', 'v=spf1 include:mail.example -all']) }),
  soundSite('deaf-dns.example', { dnsFault: 'servfail' }),
]
