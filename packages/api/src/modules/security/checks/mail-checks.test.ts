import { describe, expect, test } from 'vitest'
import { processorTime } from '../../../testing/processor-time.ts'
import { observed } from '../fixes/testing.ts'
import type { ObservedMail } from '../observation/observation.ts'
import { isDmarc, readDmarc } from './dmarc.ts'
import { mailChecks } from './mail-checks.ts'
import { mailWords } from './mail-words.ts'

const DEAF = { error: 'The name server did not answer in time.' }

const sound: Partial<ObservedMail> = {
  mx: { found: [{ exchange: 'mx.mail.example', priority: 10 }] },
  spf: { found: ['v=spf1 include:_spf.mail.example -all'] },
  included: { '_spf.mail.example': { found: ['v=spf1 ip4:192.0.2.0/24 -all'] } },
  dmarc: { found: ['v=DMARC1; p=reject; rua=mailto:dmarc@tideandfennel.example'] },
  caa: { found: ['0 issue letsencrypt.org'] },
}

const judged = (mail: Partial<ObservedMail> = {}) => mailChecks(observed({ mail: { ...sound, ...mail } }))
const checkOf = (name: string, mail: Partial<ObservedMail>) =>
  judged(mail).checks.find(({ key }) => key === `mail.${name}`)
const spf = (...found: string[]): Partial<ObservedMail> => ({ spf: { found } })
const dmarc = (...found: string[]): Partial<ObservedMail> => ({ dmarc: { found } })

test('a domain whose mail nobody can forge has all points', () => {
  const { part, score, grade, checks } = judged()
  expect({ part, score, grade }).toEqual({ part: 'mail', score: 100, grade: 'A+' })
  expect(checks.map(({ key, state, points }) => `${key} ${state} ${points}`)).toEqual([
    'mail.spf passed 0',
    'mail.dmarc passed 0',
    'mail.caa passed 0',
  ])
})

describe('who may send mail', () => {
  const eleven = Array.from({ length: 11 }, (_, at) => `a:n${at}.example`).join(' ')

  test.each<[string, number, string, Partial<ObservedMail>]>([
    ['missing', -25, 'high', spf()],
    ['missing', -25, 'high', spf('google-site-verification=x')],
    ['multiple', -20, 'medium', spf('v=spf1 mx -all', 'v=spf1 include:_spf.mail.example -all')],
    ['invalid', -20, 'medium', spf('v=spf1 ipv4:192.0.2.1 -all')],
    [
      'invalid',
      -20,
      'medium',
      { ...spf('v=spf1 include:gone.example -all'), included: { 'gone.example': { found: [] } } },
    ],
    ['too-many-lookups', -20, 'medium', spf(`v=spf1 ${eleven} -all`)],
    ['everybody', -40, 'high', spf('v=spf1 +all')],
    ['everybody', -40, 'high', spf('v=spf1 include:never-asked.example all')],
    ['neutral', -10, 'medium', spf('v=spf1 mx ?all')],
    ['neutral', -10, 'medium', spf('v=spf1 mx')],
    ['neutral', -10, 'medium', spf('v=spf1')],
  ])('%s: %d, %s', (...[result, points, severity, mail]) => {
    expect(checkOf('spf', mail)).toMatchObject({ state: 'failed', result, points, severity })
    expect(judged(mail).score).toBe(100 + points)
  })

  test.each([
    ['v=spf1 mx ~all', 'passed'],
    ['v=spf1 mx -all', 'passed'],
    ['v=spf1 -all', 'passed'],
    ['v=spf1 redirect=_spf.mail.example', 'passed'],
    ['v=spf1 include:never-asked.example -all', 'unknown'],
    ['v=spf1 redirect=never-asked.example', 'unknown'],
    ['v=spf1 include:%{i}._spf.mail.example -all', 'unknown'],
  ])('%s is %s', (record, state) => {
    expect(checkOf('spf', spf(record))).toMatchObject({ state, result: state, points: 0 })
    expect(judged(spf(record)).score).toBe(100)
  })

  test('counts ten look-ups and shows them', () => {
    const ten = Array.from({ length: 10 }, (_, at) => `a:n${at}.example`).join(' ')
    const record = `v=spf1 ${ten} -all`
    expect(checkOf('spf', spf(record))).toMatchObject({
      state: 'passed',
      evidence: [`tideandfennel.example TXT "${record}"`, '10 look-ups'],
    })
    expect(checkOf('spf', spf(`v=spf1 ${eleven} -all`))?.evidence[1]).toBe('more than 10 look-ups')
  })
})

describe('what happens with forged mail', () => {
  test.each<[string, number, string, readonly string[]]>([
    ['missing', -25, 'high', []],
    ['missing', -25, 'high', ['v=spf1 -all']],
    ['multiple', -20, 'medium', ['v=DMARC1; p=reject', 'v=DMARC1; p=none']],
    ['invalid', -20, 'medium', ['v=DMARC1; rua=mailto:a@b.example']],
    ['none', -15, 'medium', ['v=DMARC1; p=none; rua=mailto:a@b.example']],
    ['quarantine', -5, 'low', ['v=DMARC1; p=quarantine']],
    ['quarantine', -5, 'low', ['v=DMARC1; p=reject; pct=50']],
    ['none', -15, 'medium', ['v=DMARC1; p=reject; sp=none']],
  ])('%s: %d, %s', (...[result, points, severity, found]) => {
    expect(checkOf('dmarc', dmarc(...found))).toMatchObject({ state: 'failed', result, points, severity })
    expect(judged(dmarc(...found)).score).toBe(100 + points)
  })

  test.each([
    ['v=DMARC1; p=reject', 'reject', 'reject'],
    ['v=DMARC1;p=reject;', 'reject', 'reject'],
    ['v=DMARC1; P=Reject', 'reject', 'reject'],
    ['v = DMARC1 ; p = quarantine ; adkim=s', 'quarantine', 'quarantine'],
    ['v=DMARC1; p=none; fo=1; x-new=1; np=reject', 'none', 'none'],
    ['v=DMARC1; p=reject; sp=quarantine', 'reject', 'quarantine'],
    ['v=DMARC1; p=quarantine; sp=reject', 'quarantine', 'quarantine'],
    ['v=DMARC1; p=reject; pct=100', 'reject', 'reject'],
    ['v=DMARC1; p=reject; pct=99', 'reject', 'quarantine'],
    ['v=DMARC1; p=reject; pct=0', 'reject', 'quarantine'],
    ['v=DMARC1; p=quarantine; pct=10', 'quarantine', 'none'],
    ['v=DMARC1; p=none; pct=10', 'none', 'none'],
    ['v=DMARC1; p=reject; sp=quarantine; pct=10', 'reject', 'none'],
    ['v=DMARC1; p=reject; pct=', 'reject', 'reject'],
    ['v=DMARC1; p=reject; pct=half', 'reject', 'reject'],
    ['v=DMARC1; p=reject; pct=-1', 'reject', 'reject'],
    ['v=DMARC1; p=reject; rua=mailto:a@b.example?x=1', 'reject', 'reject'],
    ['v=DMARC1; p=reject; so what', 'reject', 'reject'],
  ])('%s asks to %s, at the weakest to %s', (record, policy, weakest) => {
    expect(readDmarc(record)).toEqual({ policy, weakest })
  })

  test.each([
    'v=DMARC1',
    'v=DMARC1; p=',
    'v=DMARC1; p=block',
    'v=DMARC1; p=reject; sp=block',
    'v=DMARC1; p=reject; sp=',
    'v=DMARC1; p=none; p=reject',
    'v=DMARC1; v=DMARC1; p=reject',
    `v=DMARC1;${' x;'.repeat(3_000)} p=reject`,
    `v=DMARC1; p=${'reject'.repeat(2_000)}`,
    `v=DMARC1; ${'='.repeat(10_240)}`,
    `v=DMARC1; ${'\u0000'.repeat(10_240)}`,
  ])('%.60s cannot be read', (record) => {
    const began = processorTime()
    expect([isDmarc(record), readDmarc(record)]).toEqual([true, null])
    expect(processorTime() - began).toBeLessThan(200)
  })

  test.each([
    'p=reject; v=DMARC1',
    'v=DMARC2; p=reject',
    'v=dmarc1; p=reject',
    'v=DMARC1 p=reject',
    'v=DMARC10; p=reject',
    'V=DMARC1; p=reject',
    '',
    `v${' '.repeat(10_240)}`,
  ])('%.60s is not DMARC', (record) => {
    expect([isDmarc(record), readDmarc(record)]).toEqual([false, null])
  })
})

test('anybody may make certificates where nothing says who: 5 points', () => {
  const mail = { caa: { found: [] } }
  expect(checkOf('caa', mail)).toMatchObject({
    state: 'failed',
    result: 'missing',
    severity: 'low',
    points: -5,
    evidence: ['tideandfennel.example CAA: none'],
  })
  expect(judged(mail)).toMatchObject({ score: 95, grade: 'A' })
})

test('all faults together add up', () => {
  const { score, grade } = judged({ ...spf('v=spf1 +all'), ...dmarc(), caa: { found: [] } })
  expect({ score, grade }).toEqual({ score: 30, grade: 'D' })
})

describe('where nobody could say', () => {
  test.each(['spf', 'dmarc', 'caa'])('%s is unknown, neither good nor bad', (name) => {
    const { score, checks } = judged({ [name]: DEAF })
    expect(checks.find(({ key }) => key === `mail.${name}`)).toMatchObject({
      state: 'unknown',
      result: 'unknown',
      points: 0,
      evidence: [DEAF.error],
    })
    expect(checks.filter(({ state }) => state === 'unknown')).toHaveLength(1)
    expect(score).toBe(100)
  })

  test('anything, there is no score', () => {
    const { score, grade } = judged({ mx: DEAF, spf: DEAF, dmarc: DEAF, caa: DEAF })
    expect({ score, grade }).toEqual({ score: null, grade: null })
  })
})

describe('a domain that takes in no mail', () => {
  const bare = { ...spf(), ...dmarc(), caa: { found: [] } }
  const aboutOf = (name: string, mail: Partial<ObservedMail>) => checkOf(name, { ...bare, ...mail })?.about

  test.each<[string, ObservedMail['mx']]>([
    ['has no mail server', { found: [] }],
    ['says so by a lone dot', { found: [{ exchange: '', priority: 0 }] }],
  ])('since it %s is advised what to say', (_why, mx) => {
    expect(aboutOf('spf', { mx })).toContain('“v=spf1 -all”')
    expect(aboutOf('dmarc', { mx })).toContain('“p=reject”')
    expect(aboutOf('caa', { mx })).not.toContain('mail')
    expect(judged({ ...bare, mx }).score).toBe(45)
  })

  test('is one only where that was seen', () => {
    const servers = { found: [{ exchange: 'mx.mail.example', priority: 10 }] }
    for (const mx of [servers, DEAF]) {
      expect(aboutOf('spf', { mx })).toBe(mailWords['spf-missing'][1])
      expect(aboutOf('dmarc', { mx })).toBe(mailWords['dmarc-missing'][1])
    }
    expect(checkOf('spf', { mx: { found: [] } })?.about).toBe('Nothing to do.')
  })
})

test('evidence is word for word, and of a hostile name server cut', () => {
  expect(checkOf('dmarc', dmarc('v=DMARC1; p=none'))?.evidence).toEqual([
    '_dmarc.tideandfennel.example TXT "v=DMARC1; p=none"',
  ])
  const long = (start: string) => Array.from({ length: 100 }, () => `${start}${'x'.repeat(10_240)}`)
  const { checks } = judged({
    ...spf(...long('v=spf1 ')),
    ...dmarc(...long('v=DMARC1; ')),
    caa: { found: long('0 issue ') },
  })
  for (const { evidence } of checks) {
    expect(evidence).toHaveLength(12)
    for (const line of evidence) expect(line).toHaveLength(1_024)
  }
})

test.each(Object.entries(mailWords))('words of %s are short and plain', (_result, [title, about]) => {
  expect(title).toMatch(/^[A-Z].{10,80}[^.]$/)
  expect(about).toMatch(/^[A-Z].{10,200}\.$/)
})
