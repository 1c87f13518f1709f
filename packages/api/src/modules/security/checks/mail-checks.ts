import { gradeOf } from '../headers/score.ts'
import type { Answers, Observation, ObservedMail } from '../observation/observation.ts'
import type { Check, PartResult, Severity } from './check.ts'
import { isDmarc, readDmarc } from './dmarc.ts'
import { mailWords } from './mail-words.ts'
import type { MailResult } from './mail-words.ts'
import { isSpf, MOST_LOOKUPS, readSpf } from './spf.ts'

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
  const counted = lookups === null ? [] : [`${lookups} look-ups`]
  if (lookups !== null && lookups > MOST_LOOKUPS)
    return { result: 'spf-too-many-lookups', evidence: [...evidence, ...counted] }
  if (end === 'neutral' || end === 'unsaid') return { result: 'spf-neutral', evidence }
  // Whether a receiver gives up on the way is part of whether it works.
  return { result: lookups === null ? 'spf-unknown' : 'spf-passed', evidence: [...evidence, ...counted] }
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

function checkOf(name: string, { result, evidence }: Seen, sendsNone: boolean): Check {
  const [points, severity] = weights[result] ?? [0, 'low']
  const [title, about] = mailWords[result]
  const state = stateOf(result)
  const alsoFor = ' That also protects a name that sends no mail: “v=spf1 -all” says so.'
  return {
    key: `${PART}.${name}`,
    part: PART,
    state,
    severity,
    result: result.slice(name.length + 1),
    points,
    title,
    about: sendsNone && state === 'failed' && name !== 'caa' ? about + alsoFor : about,
    evidence,
  }
}

/** Whether others can send mail in the domain's name, and get certificates for it, by what the DNS says. */
export function mailChecks({ mail }: Observation): PartResult {
  const sendsNone = !hasError(mail.mx) && mail.mx.found.length === 0
  const checks = [
    checkOf('spf', spf(mail), sendsNone),
    checkOf('dmarc', dmarc(mail), sendsNone),
    checkOf('caa', caa(mail), sendsNone),
  ]
  if (checks.every(({ state }) => state === 'unknown'))
    return { part: PART, score: null, grade: null, checks }
  const score = Math.max(0, BEST + checks.reduce((sum, { points }) => sum + points, 0))
  return { part: PART, score, grade: gradeOf(score), checks }
}
