import type { ObservedMail } from '../observation/observation.ts'
import { safeRecordTerm } from './untrusted.ts'

/** Who takes in the mail of a small business mostly sends it as well, and says under which name. */
const services: readonly (readonly [exchange: RegExp, include: string])[] = [
  [/(?:^|\.)(?:google|googlemail)\.com\.?$/i, '_spf.google.com'],
  [/\.mail\.protection\.outlook\.com\.?$|\.mx\.microsoft\.?$/i, 'spf.protection.outlook.com'],
  [/\.messagingengine\.com\.?$/i, 'spf.messagingengine.com'],
  [/(?:^|\.)protonmail\.ch\.?$/i, '_spf.protonmail.ch'],
  [/\.mail\.icloud\.com\.?$/i, 'icloud.com'],
  [/(?:^|\.)zoho\.com\.?$/i, 'zohomail.com'],
  [/(?:^|\.)zoho\.eu\.?$/i, 'zohomail.eu'],
]

const MECHANISM = /^[+?~-]?(?:(?:a|mx|ptr)(?:[:/]\S+)?|(?:include|exists|ip4|ip6):\S+)$/i
const isAll = (term: string) => /^[+?~-]?all$/i.test(term)

/** By who takes in the mail; a domain without mail servers sends none. */
function guessed({ mx }: ObservedMail): string[] {
  if ('error' in mx) return ['mx', '~all']
  // A lone dot says “no mail at all” (RFC 7505).
  const exchanges = mx.found.map(({ exchange }) => exchange).filter((exchange) => !/^\.?$/.test(exchange))
  if (exchanges.length === 0) return ['-all']
  const known = services.flatMap(([of, include]) =>
    exchanges.some((exchange) => of.test(exchange)) ? [`include:${include}`] : [],
  )
  return [...(known.length > 0 ? known : ['mx']), '~all']
}

/** The name was asked for and has no SPF record, so that with it the whole record counts for nothing. */
function leadsNowhere(term: string, { included }: ObservedMail): boolean {
  const name = /^[+?~-]?include:(.+)$/i.exec(term)?.[1]?.toLowerCase() ?? ''
  const answers = Object.hasOwn(included, name) ? included[name] : undefined
  return answers !== undefined && 'found' in answers && answers.found.length === 0
}

/** What an SPF record should say: all that the records of today allow, and nobody else. */
export function spfTerms(mail: ObservedMail): string[] {
  const records = 'found' in mail.spf ? mail.spf.found : []
  const terms = records.flatMap((record) => record.trim().split(/\s+/).slice(1))
  const kept = terms.filter(
    (term) => MECHANISM.test(term) && safeRecordTerm(term) !== null && !leadsNowhere(term, mail),
  )
  const redirect = terms.find((term) => /^redirect=\S+$/i.test(term) && safeRecordTerm(term) !== null)
  // Where a record hands over to another, that one says who may send.
  const moved = redirect && !terms.some(isAll) ? [`include:${redirect.slice('redirect='.length)}`] : []
  const own = [...new Set([...kept, ...moved])]
  if (own.length === 0) return guessed(mail)
  return [...own, terms.includes('-all') && records.length === 1 ? '-all' : '~all']
}
