import type { Answers, Observation } from '../observation/observation.ts'
import type { Fix, Mended } from './fix.ts'
import { sentences } from './printer.ts'
import type { Printer } from './printer.ts'
import { hostOr, safeRecordTerm } from './untrusted.ts'
import { spfTerms } from './spf.ts'

/** What is published in the DNS, as its forms ask for it. */
interface RecordToSet {
  type: 'TXT' | 'CAA'
  name: string
  value: string
}

/** The result of a check, and the day on which somebody reads what mends it. */
interface Shown {
  result: string
  today: string
}

/** What mends a check of the mail part; the same everywhere but for the place. */
export type RecordFix = (observation: Observation, shown: Shown) => (printer: Printer) => Fix

const DAY_MS = 86_400_000
const CAUTIOUS_DAYS = 14
const STRICT_DAYS = 42

const written = ({ type, name, value }: RecordToSet): string =>
  [`Type:  ${type}`, `Name:  ${name}`, `Value: ${value}`].join('\n')

const listOf = <T>(answers: Answers<T>): readonly T[] => ('found' in answers ? answers.found : [])

const PATIENCE = 'Records can take a day until all see them.'

/** A name that is pasted whole into such a form ends in the domain twice, and the record is never found. */
const nameIs = (observation: Observation, short: string): string =>
  `If the form of your DNS adds ${domainOf(observation)} to names by itself, the name is ${short}.`

const AT_THE_DOMAIN = 'only @, or empty'

const dayAfter = (day: string, days: number): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    Date.parse(day) + days * DAY_MS,
  )

const domainOf = ({ mail }: Observation): string => hostOr(mail.domain)

type Policy = 'none' | 'quarantine' | 'reject'

/** Which addresses get reports today. */
const reportsOf = ({ mail }: Observation): string | undefined =>
  listOf(mail.dmarc)
    .flatMap((record) => record.split(';'))
    .map((tag) => tag.replaceAll(/\s+/g, ''))
    .find((tag) => /^rua=mailto:.+@/i.test(tag) && safeRecordTerm(tag) !== null)

/** With the addresses that get reports today, where there are some. */
const dmarc = (observation: Observation, policy: Policy): string =>
  `v=DMARC1; p=${policy}; ${reportsOf(observation) ?? `rua=mailto:postmaster@${domainOf(observation)}`}`

const REPORTS =
  'Reports come to the address after “rua=mailto:”; let somebody read it. They list who sends mail in your name: what is yours there, such as a shop or a newsletter, needs SPF or DKIM before the next step.'

interface Plan {
  /** What is published now. */
  policy: Policy
  steps: string[]
}

/** What is left of the way from asking for reports to refusing. */
function dmarcPlan(observation: Observation, { result, today }: Shown): Plan {
  const [cautious, strict] = [dayAfter(today, CAUTIOUS_DAYS), dayAfter(today, STRICT_DAYS)]
  if (result === 'quarantine') {
    const step = `If the reports show nothing of yours that fails, put this record in place of the old one, on ${cautious} at the latest.`
    return { policy: 'reject', steps: [step] }
  }
  const last = `From ${strict} change it to: ${dmarc(observation, 'reject')}`
  if (result === 'none' && reportsOf(observation) !== undefined) {
    const step = `Reports are asked for already. When those of two weeks show that your own mail passes, put this record in place of the old one, on ${cautious} at the latest.`
    return { policy: 'quarantine', steps: [step, last] }
  }
  const place = result === 'missing' ? '' : ' in place of all that begin with v=DMARC1'
  return {
    policy: 'none',
    steps: [
      `Today, ${dayAfter(today, 0)}: publish this record${place}. It only asks for reports.`,
      `From ${cautious}, when your own mail passes, change it to: ${dmarc(observation, 'quarantine')}`,
      last,
    ],
  }
}

const dmarcFix: RecordFix = (observation, shown) => (printer) => {
  const { policy, steps } = dmarcPlan(observation, shown)
  const name = `_dmarc.${domainOf(observation)}`
  return {
    where: printer.dns,
    code: written({ type: 'TXT', name, value: dmarc(observation, policy) }),
    steps,
    afterwards: sentences(nameIs(observation, 'only _dmarc'), REPORTS, PATIENCE),
    minutes: 15,
  }
}

const spfRecord = (observation: Observation): string => ['v=spf1', ...spfTerms(observation.mail)].join(' ')

const spfFix: RecordFix =
  (observation, { result }) =>
  (printer) => {
    const senders =
      'Add each service that sends mail in your name, such as a shop or a newsletter, before the last word: it tells you what, such as include:its-name.'
    if (result === 'too-many-lookups')
      return {
        where: printer.dns,
        code: null,
        steps: [
          'Mail servers stop after ten look-ups, so this record counts as broken.',
          ...listOf(observation.mail.spf).flatMap(included),
          'Take out “ptr”, and “a” and “mx” if those machines send no mail.',
        ],
        afterwards: `A service that sends much can also get a name of its own, such as mail.${domainOf(observation)}, with a record of its own. ${PATIENCE}`,
        minutes: 20,
      }
    return {
      where: printer.dns,
      code: written({ type: 'TXT', name: domainOf(observation), value: spfRecord(observation) }),
      steps: [
        ...(result === 'missing'
          ? []
          : ['Put it in place of all records that begin with v=spf1: there may be only one.']),
        senders,
      ],
      afterwards: sentences(
        nameIs(observation, AT_THE_DOMAIN),
        'When all your mail passes for some weeks, “-all” in place of “~all” is stricter.',
        PATIENCE,
      ),
      minutes: 10,
    }
  }

const included = (record: string): string[] => {
  const names = record.split(/\s+/).flatMap((term) => /^[+?~-]?include:(.+)$/i.exec(term)?.[1] ?? [])
  const safe = names.flatMap((name) => safeRecordTerm(name) ?? [])
  return safe.length === 0 ? [] : [`Take out each of these that you no longer send with: ${safe.join(', ')}.`]
}

/** Under which name each firm wants to be allowed. */
const issuers: readonly (readonly [issuer: RegExp, name: string])[] = [
  [/let.?s encrypt/i, 'letsencrypt.org'],
  [/google trust/i, 'pki.goog'],
  [/digicert|rapidssl|geotrust|thawte/i, 'digicert.com'],
  [/sectigo|zerossl|comodo/i, 'sectigo.com'],
  [/globalsign/i, 'globalsign.com'],
  [/amazon/i, 'amazon.com'],
  [/ssl\.com/i, 'ssl.com'],
]

const caaFix: RecordFix = (observation) => (printer) => {
  const issuer = observation.encryption.chain[0]?.issuer ?? ''
  const name = issuers.find(([known]) => known.test(issuer))?.[1]
  return {
    where: printer.dns,
    code: name ? written({ type: 'CAA', name: domainOf(observation), value: `0 issue "${name}"` }) : null,
    steps: [
      ...(name ? [] : ['Ask the firm that made your certificate which name it wants in a CAA record.']),
      'Add one more such record for each other firm that makes certificates for you: Cloudflare, Vercel and Shopify use letsencrypt.org and pki.goog.',
    ],
    afterwards: sentences(
      name ? nameIs(observation, AT_THE_DOMAIN) : '',
      'Every firm that is not named then refuses to make a certificate for your name.',
      PATIENCE,
    ),
    minutes: 10,
  }
}

/** By the key of the check after `mail.`. */
export const recordFixes: Readonly<Record<string, RecordFix>> = { spf: spfFix, dmarc: dmarcFix, caa: caaFix }

/** After the last of the three steps. */
const dmarcMended: Mended = (observation) => ({
  ...observation,
  mail: { ...observation.mail, dmarc: { found: [dmarc(observation, 'reject')] } },
})

/** Null where the new record leads to one that nobody has looked at. */
const spfMended: Mended = (observation) => {
  const value = spfRecord(observation)
  const leads = value.split(' ').flatMap((term) => /^[+?~-]?include:(.+)$/i.exec(term)?.[1] ?? [])
  const { included: known } = observation.mail
  return leads.every((name) => Object.hasOwn(known, name))
    ? { ...observation, mail: { ...observation.mail, spf: { found: [value] } } }
    : null
}

export const recordMends: Readonly<Record<string, (result: string) => Mended>> = {
  // Which of its services a business still uses, only it can say.
  spf: (result) => (result === 'too-many-lookups' ? () => null : spfMended),
  dmarc: () => dmarcMended,
}
