import type { ToldAnswer } from '../../platform/catalog/phrases.ts'
import { counted, joinedParts, linesOf, toldList } from '../../platform/catalog/told-list.ts'
import { dayText, dayTextOf } from '../../shared/day-text.ts'
import type { Severity } from './checks/schema.ts'
import { FindingPage } from './findings/schema.ts'
import type { Finding } from './findings/schema.ts'
import { ScanPage } from './scans/schema.ts'
import type { Scan } from './scans/schema.ts'
import { SitePage, WholeSite } from './sites/schema.ts'
import type { Site } from './sites/schema.ts'

const severityWords: Readonly<Record<Severity, string>> = { high: 'grave', medium: 'medium', low: 'minor' }
const proofWords = { dns: 'by its DNS', file: 'by a file', meta: 'by its page' } as const

/** "3 things are to mend (1 grave, 2 minor)"; false where nobody could look, so that nobody knows. */
function toMendText({ grade, toMend: { high, medium, low } }: Site): string | false {
  const count = high + medium + low
  if (count === 0) return grade !== null && 'nothing is to mend'
  const each = joinedParts([
    high > 0 && `${high} ${severityWords.high}`,
    medium > 0 && `${medium} ${severityWords.medium}`,
    low > 0 && `${low} ${severityWords.low}`,
  ])
  return `${counted(count, 'thing is', 'things are')} to mend (${each})`
}

const aloneText = (count: number): string | false =>
  count > 0 && `${counted(count, 'thing is', 'things are')} left alone on purpose`

const sentence = (text: string | false) =>
  text !== false && `${text.charAt(0).toUpperCase()}${text.slice(1)}.`

const gradeText = ({ grade, scannedAt }: Pick<Site, 'grade' | 'scannedAt'>): string =>
  grade !== null ? `grade ${grade}` : scannedAt === null ? 'not scanned yet' : 'no grade, nobody could look'

/** What is said of one website, after its grade. */
function siteLines(site: Site): (string | false)[] {
  const { host, grade, wasGrade, score, scannedAt } = site
  if (scannedAt === null) return [`${host} is not scanned yet: say “scan ${host}”.`]
  const before = wasGrade === null || wasGrade === grade ? '' : `; it was ${wasGrade} before`
  return [
    grade === null
      ? `${host} has no grade: nobody could look.`
      : `${host} has the grade ${grade}${score === null ? '' : `, ${score} of 100`}${before}.`,
    sentence(toMendText(site)),
    sentence(aloneText(site.muted)),
    `It was scanned on ${dayTextOf(scannedAt)}.`,
  ]
}

function sitesLead(items: readonly Site[], hasMore: boolean): string {
  const many = `${hasMore ? 'More than ' : ''}${items.length} websites are looked after`
  const [worst] = items
    .filter(({ score }) => score !== null)
    .toSorted((one, other) => (one.score ?? 0) - (other.score ?? 0))
  if (!worst) return `${many}; none has a grade yet.`
  return `${many}; ${hasMore ? 'of those read, ' : ''}the least safe is ${worst.host} with the grade ${worst.grade}.`
}

export function sitesTold(output: unknown): ToldAnswer {
  const { items, nextCursor } = SitePage.parse(output)
  const [first] = items
  if (!first) return { text: 'I find no website that is looked after: add one by its address.', shown: [] }
  if (items.length === 1 && nextCursor === null)
    return { text: linesOf(siteLines(first)), shown: [{ id: first.id, name: first.host }] }
  const rows = items.map((site) => ({
    id: site.id,
    name: site.host,
    matter: joinedParts([
      gradeText(site),
      toMendText(site),
      aloneText(site.muted),
      site.scannedAt !== null && `scanned on ${dayTextOf(site.scannedAt)}`,
    ]),
  }))
  return toldList(sitesLead(items, nextCursor !== null), rows, nextCursor !== null)
}

function proofLines({ proof, proofNote, howToProve }: WholeSite): (string | false)[] {
  if (proof !== null) return [`It is proved to be yours, ${proofWords[proof]}.`]
  const { dns, file, meta } = howToProve
  return [
    'It is not proved to be yours yet. One of these does it:',
    `- In its DNS, a TXT record at ${dns.name}: ${dns.value}`,
    `- A file at ${file.address} that says: ${file.content}`,
    `- In the head of its page: ${meta.tag}`,
    proofNote !== '' && `When it was last looked for: ${proofNote}`,
  ]
}

function scheduleLine({ schedule, host }: WholeSite): string {
  if (schedule === null) return `It is not scanned by itself: say “scan ${host} every Monday”.`
  const { kind, nextAt, held } = schedule
  if (held !== null) return `The weekly scan is held: ${held}`
  return `A ${kind} scan is done every week, next on ${dayTextOf(nextAt)}.`
}

export function siteTold(output: unknown): ToldAnswer {
  const whole = WholeSite.parse(output)
  return {
    text: linesOf([...siteLines(whole), scheduleLine(whole), ...proofLines(whole)]),
    shown: [{ id: whole.id, name: whole.host }],
  }
}

const hostsOf = (items: readonly { host: string }[]) => [...new Set(items.map(({ host }) => host))]

const mutedText = ({ muted }: Finding) =>
  muted !== null &&
  `left alone${muted.until === null ? '' : ` until ${dayText({ day: muted.until })}`} (${muted.reason})`

function findingText(finding: Finding, isOneSite: boolean): string {
  const { host, severity, state, closedAt, isNew, taskId } = finding
  const mended = `mended${closedAt === null ? '' : ` on ${dayTextOf(closedAt)}`}`
  return joinedParts([
    !isOneSite && `on ${host}`,
    severityWords[severity],
    isNew && 'new',
    state === 'closed' && mended,
    state === 'open' && mutedText(finding),
    state === 'open' && taskId !== null && 'there is a task for it',
  ])
}

const isToMend = ({ state, muted }: Finding) => state === 'open' && muted === null

/** "3 things are to mend on tideandfennel.example, 1 of them grave; 2 are mended." */
function findingsLead(items: readonly Finding[], hasMore: boolean): string {
  const [host, ...others] = hostsOf(items)
  const toMend = items.filter(isToMend)
  const grave = toMend.filter(({ severity }) => severity === 'high').length
  const mended = items.filter(({ state }) => state === 'closed').length
  const alone = items.length - toMend.length - mended
  const where = others.length === 0 ? (host ?? '') : `${others.length + 1} websites`
  const what =
    toMend.length === 0
      ? `Nothing ${hasMore ? 'of what was read ' : ''}is left to mend on ${where}`
      : `${hasMore ? 'At least ' : ''}${counted(toMend.length, 'thing is', 'things are')} to mend on ${where}`
  const which = grave === 0 ? '' : toMend.length === 1 ? ', and it is grave' : `, ${grave} of them grave`
  const rest = [
    mended > 0 && `${mended} ${mended === 1 ? 'is' : 'are'} mended`,
    alone > 0 && `${alone} ${alone === 1 ? 'is' : 'are'} left alone on purpose`,
  ].filter((part) => part !== false)
  return `${[`${what}${which}`, ...rest].join('; ')}.`
}

/** What is to mend comes before what is mended, each in the order in which it was asked for. */
export function findingsTold(output: unknown): ToldAnswer {
  const { items, nextCursor } = FindingPage.parse(output)
  if (items.length === 0)
    return {
      text: 'I know of nothing like that to mend. Only websites that were scanned are known: say “scan” and the name of one.',
      shown: [],
    }
  const isOneSite = hostsOf(items).length === 1
  const ordered = [...items.filter(isToMend), ...items.filter((item) => !isToMend(item))]
  const rows = ordered.map((finding) => ({
    id: finding.id,
    name: finding.title,
    matter: findingText(finding, isOneSite),
  }))
  return toldList(findingsLead(items, nextCursor !== null), rows, nextCursor !== null)
}

function scanText({ grade, score, kind, parts }: Scan): string {
  const count = parts.reduce((sum, { toMend }) => sum + toMend, 0)
  const alone = parts.reduce((sum, { muted }) => sum + muted, 0)
  if (grade === null) return `a ${kind} scan, nobody could look`
  return joinedParts([
    `grade ${grade}${score === null ? '' : `, ${score} of 100`}`,
    count === 0 ? 'nothing to mend' : `${counted(count, 'thing')} to mend`,
    alone > 0 && `${alone} left alone on purpose`,
    `a ${kind} scan`,
  ])
}

export function scansTold(output: unknown): ToldAnswer {
  const { items, nextCursor } = ScanPage.parse(output)
  const [latest] = items
  if (!latest) return { text: 'Nothing was scanned yet: say “scan” and the name of a website.', shown: [] }
  const { host, startedAt, grade } = latest
  const found = grade === null ? 'nobody could look' : `it has the grade ${grade}`
  const rows = items.map((scan) => ({
    id: scan.id,
    name: scan.host,
    line: `${scan.host} on ${dayTextOf(scan.startedAt)}: ${scanText(scan)}`,
  }))
  return toldList(
    `The latest scan was that of ${host} on ${dayTextOf(startedAt)}: ${found}.`,
    rows,
    nextCursor !== null,
  )
}
