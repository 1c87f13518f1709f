import { gradeOf } from '../headers/score.ts'
import type { Answers, Observation, ObservedMail } from '../observation/observation.ts'
import type { Check, PartResult, Severity } from './check.ts'
import { isDmarc, readDmarc } from './dmarc.ts'
import { shownOf } from './evidence.ts'
import { mailWords } from './mail-words.ts'
import type { MailResult } from './mail-words.ts'
import { isSpf, MOST_LOOKUPS, readSpf } from './spf.ts'
import type { SpfEnd } from './spf.ts'

const PART = 'mail'
const BEST = 100

/** What each result takes off: weights of our own, by how easily others can send mail in the domain's name. */
const weights: Readonly<Partial<Record<MailResult, readonly [points: number, severity: Severity]>>> = {
  'spf-missing': [-25, 'high'],
  'spf-everybody': [-40, 'high'],
  'spf-multiple': [-20, 'medium'],
  'spf-invalid': [-20, 'medium'],
  'spf-too-many-lookups': [-20, 'medium'],
  'spf-neutral': [-10, 'medium'],
  'dmarc-missing': [-25, 'high'],
  'dmarc-multiple': [-20, 'medium'],
  'dmarc-invalid': [-20, 'medium'],
  'dmarc-none': [-15, 'medium'],
  'dmarc-quarantine': [-5, 'low'],
  'caa-missing': [-5, 'low'],
}

interface Seen {
  result: MailResult
  evidence: readonly string[]
}

const hasError = <T>(answers: Answers<T>): answers is { error: string } => 'error' in answers

const byEnd: Readonly<Partial<Record<SpfEnd, MailResult>>> = {
  neutral: 'spf-neutral',
  unsaid: 'spf-neutral',
}

function spf(mail: ObservedMail): Seen {
  if (hasError(mail.spf)) return { result: 'spf-unknown', evidence: [mail.spf.error] }
  const records = mail.spf.found.filter(isSpf)
  const [record] = records
  const evidence = records.map((one) => `${mail.domain} TXT "${one}"`)
  if (record === undefined) return { result: 'spf-missing', evidence: [`${mail.domain} TXT: no v=spf1`] }
  if (records.length > 1) return { result: 'spf-multiple', evidence }
  const { isValid, end, lookups } = readSpf(record, mail)
  if (!isValid) return { result: 'spf-invalid', evidence }
  if (end === 'everybody') return { result: 'spf-everybody', evidence }
  if (lookups !== null && lookups > MOST_LOOKUPS)
    return { result: 'spf-too-many-lookups', evidence: [...evidence, `more than ${MOST_LOOKUPS} look-ups`] }
  // A fault that was seen is one, whatever was not; whether a receiver gives up on the way is part of whether it works.
  const result = byEnd[end] ?? (lookups === null ? 'spf-unknown' : 'spf-passed')
  return { result, evidence: lookups === null ? evidence : [...evidence, `${lookups} look-ups`] }
}

function dmarc(mail: ObservedMail): Seen {
  if (hasError(mail.dmarc)) return { result: 'dmarc-unknown', evidence: [mail.dmarc.error] }
  const records = mail.dmarc.found.filter(isDmarc)
  const [record] = records
  const name = `_dmarc.${mail.domain}`
  const evidence = records.map((one) => `${name} TXT "${one}"`)
  if (record === undefined) return { result: 'dmarc-missing', evidence: [`${name} TXT: no v=DMARC1`] }
  if (records.length > 1) return { result: 'dmarc-multiple', evidence }
  const read = readDmarc(record)
  if (!read) return { result: 'dmarc-invalid', evidence }
  return { result: read.weakest === 'reject' ? 'dmarc-passed' : `dmarc-${read.weakest}`, evidence }
}

function caa({ caa: answers, domain }: ObservedMail): Seen {
  if (hasError(answers)) return { result: 'caa-unknown', evidence: [answers.error] }
  return answers.found.length === 0
    ? { result: 'caa-missing', evidence: [`${domain} CAA: none`] }
    : { result: 'caa-passed', evidence: answers.found.map((one) => `${domain} CAA ${one}`) }
}

function stateOf(result: MailResult): Check['state'] {
  if (result.endsWith('-unknown')) return 'unknown'
  return result.endsWith('-passed') ? 'passed' : 'failed'
}

/** A domain that takes in no mail mostly sends none, and its name is as good for forgers as any. */
const alsoFor: Readonly<Record<string, string>> = {
  spf: ' Your domain takes in no mail; if it sends none either, “v=spf1 -all” says so.',
  dmarc:
    ' Your domain takes in no mail; if it sends none either, “p=reject” can stand there from the first day.',
}

/** No mail server at all, or only the lone dot that says so (RFC 7505). */
const takesNone = ({ mx }: ObservedMail): boolean =>
  !hasError(mx) && mx.found.every(({ exchange }) => /^\.?$/.test(exchange))

function checkOf(name: string, { result, evidence }: Seen, more = ''): Check {
  const [points, severity] = weights[result] ?? [0, 'low']
  const [title, about] = mailWords[result]
  const state = stateOf(result)
  return {
    key: `${PART}.${name}`,
    part: PART,
    state,
    severity,
    result: result.slice(name.length + 1),
    points,
    title,
    about: state === 'failed' ? about + more : about,
    evidence: shownOf(evidence),
  }
}

/** Whether others can send mail in the domain's name, and get certificates for it, by what the DNS says. */
export function mailChecks({ mail }: Observation): PartResult {
  const more = takesNone(mail) ? alsoFor : {}
  const checks = [
    checkOf('spf', spf(mail), more.spf),
    checkOf('dmarc', dmarc(mail), more.dmarc),
    checkOf('caa', caa(mail)),
  ]
  if (checks.every(({ state }) => state === 'unknown'))
    return { part: PART, score: null, grade: null, checks }
  const score = Math.max(0, BEST + checks.reduce((sum, { points }) => sum + points, 0))
  return { part: PART, score, grade: gradeOf(score), checks }
}
