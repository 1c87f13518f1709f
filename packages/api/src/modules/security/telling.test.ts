import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { uuidv7 } from '@hub/db'
import { read, say } from '../../features/assistant/testing.ts'
import { stopAnswers } from '../../features/assistant/run.ts'
import type { Finding } from './findings/schema.ts'
import type { Scan } from './scans/schema.ts'
import type { Site, WholeSite } from './sites/schema.ts'
import { findingsTold, scansTold, sitesTold, siteTold } from './telling.ts'
import { addedSite, openSitesPlace, scanned } from './testing.ts'
import type { SitesPlace } from './testing.ts'

const at = '2020-11-27T08:00:00.000Z'
const DAY = 'Friday, 27 November 2020'
const page = <T>(items: readonly T[], nextCursor: string | null = null) => ({ items, nextCursor })
const siteOf = (more: Partial<Site> = {}): Site => ({
  id: uuidv7(),
  host: 'tideandfennel.example',
  proof: null,
  provedAt: null,
  score: 35,
  grade: 'D',
  wasGrade: 'C+',
  toMend: { high: 1, medium: 0, low: 2 },
  muted: 0,
  scannedAt: at,
  createdAt: at,
  updatedAt: at,
  version: 1,
  ...more,
})
const unscanned = { score: null, grade: null, wasGrade: null, scannedAt: null }
const findingOf = (more: Partial<Finding> = {}): Finding => ({
  id: uuidv7(),
  siteId: uuidv7(),
  host: 'tideandfennel.example',
  key: 'headers.strictTransport',
  part: 'headers',
  severity: 'medium',
  points: -20,
  title: 'Browsers are not told to use encryption',
  state: 'open',
  evidence: [],
  isNew: false,
  muted: null,
  taskId: null,
  openedAt: at,
  closedAt: null,
  updatedAt: at,
  version: 1,
  ...more,
})
const many = <T>(count: number, of: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => of(n + 1))

describe('what is to mend', () => {
  test('nothing', () => {
    expect(findingsTold(page([])).text).toBe(
      'I know of nothing like that to mend. Only websites that were scanned are known: say “scan” and the name of one.',
    )
  })

  test('one thing', () => {
    const grave = findingOf({ title: 'A script library has a known hole', severity: 'high', isNew: true })
    expect(findingsTold(page([grave]))).toEqual({
      text: '1 thing is to mend on tideandfennel.example, and it is grave.\n1. A script library has a known hole: grave, new',
      shown: [{ id: grave.id, name: 'A script library has a known hole' }],
    })
  })

  test('of several websites, what is mended or left alone comes last', () => {
    const rows = [
      findingOf({ state: 'closed', closedAt: at, severity: 'high', title: 'An open file' }),
      findingOf({ muted: { reason: 'the old till', until: '2020-11-27' }, title: 'Old encryption' }),
      findingOf({ severity: 'low', host: 'shop.example', title: 'No mail policy', taskId: uuidv7() }),
      findingOf(),
    ]
    expect(findingsTold(page(rows)).text.split('\n')).toEqual([
      '2 things are to mend on 2 websites; 1 is mended; 1 is left alone on purpose.',
      '1. No mail policy: on shop.example, minor, there is a task for it',
      '2. Browsers are not told to use encryption: on tideandfennel.example, medium',
      `3. An open file: on tideandfennel.example, grave, mended on ${DAY}`,
      `4. Old encryption: on tideandfennel.example, medium, left alone until ${DAY} (the old till)`,
    ])
    expect(findingsTold(page(rows.slice(0, 1))).text).toMatch(
      /^Nothing is left to mend on tideandfennel.example; 1 is mended\.\n/,
    )
  })

  test('more than ten', () => {
    const { text, shown } = findingsTold(
      page(
        many(11, () => findingOf({ severity: 'high' })),
        'on',
      ),
    )
    expect(text.split('\n')[0]).toBe(
      'At least 11 things are to mend on tideandfennel.example, 11 of them grave.',
    )
    expect(text.split('\n').slice(-2)).toEqual([
      '10. Browsers are not told to use encryption: grave',
      'There are more.',
    ])
    expect(shown).toHaveLength(10)
  })
})

describe('websites', () => {
  test('none, and one', () => {
    expect(sitesTold(page([])).text).toBe('I find no website that is looked after: add one by its address.')
    const site = siteOf()
    expect(sitesTold(page([site]))).toEqual({
      text: [
        'tideandfennel.example has the grade D, 35 of 100; it was C+ before.',
        '3 things are to mend (1 grave, 2 minor).',
        `It was scanned on ${DAY}.`,
      ].join('\n'),
      shown: [{ id: site.id, name: site.host }],
    })
    expect(sitesTold(page([siteOf(unscanned)])).text).toBe(
      'tideandfennel.example is not scanned yet: say “scan tideandfennel.example”.',
    )
  })

  test('several', () => {
    const none = { high: 0, medium: 0, low: 0 }
    const safe = siteOf({ host: 'safe.example', grade: 'A', score: 95, toMend: none })
    const blind = siteOf({ host: 'blind.example', grade: null, score: null, toMend: none })
    const fresh = siteOf({ host: 'new.example', ...unscanned, toMend: none })
    expect(sitesTold(page([safe, siteOf(), blind, fresh])).text.split('\n')).toEqual([
      '4 websites are looked after; the least safe is tideandfennel.example with the grade D.',
      `1. safe.example: grade A, nothing is to mend, scanned on ${DAY}`,
      `2. tideandfennel.example: grade D, 3 things are to mend (1 grave, 2 minor), scanned on ${DAY}`,
      `3. blind.example: no grade, nobody could look, scanned on ${DAY}`,
      '4. new.example: not scanned yet',
    ])
    expect(sitesTold(page([fresh, fresh])).text).toMatch(
      /^2 websites are looked after; none has a grade yet\.\n/,
    )
  })

  test('more than ten', () => {
    const { text, shown } = sitesTold(page(many(11, (n) => siteOf({ host: `shop-${n}.example` }))))
    expect(text.split('\n').slice(-2)).toEqual([
      '10. shop-10.example: grade D, 3 things are to mend (1 grave, 2 minor), scanned on Friday, 27 November 2020',
      'There are more.',
    ])
    expect(shown).toHaveLength(10)
  })

  const whole = (more: Partial<WholeSite> = {}): WholeSite => ({
    ...siteOf(),
    proofLookedAt: null,
    proofNote: '',
    howToProve: {
      dns: { name: '_hub.tideandfennel.example', value: 'hub=1' },
      file: { address: 'https://tideandfennel.example/.well-known/hub.txt', content: 'hub=1' },
      meta: { tag: '<meta name="hub" content="1">' },
    },
    schedule: null,
    scanId: null,
    ...more,
  })

  test('one that is to be proved', () => {
    expect(
      siteTold(whole({ proofNote: 'It is nowhere to be found.' }))
        .text.split('\n')
        .slice(3),
    ).toEqual([
      'It is not scanned by itself: say “scan tideandfennel.example every Monday”.',
      'It is not proved to be yours yet. One of these does it:',
      '- In its DNS, a TXT record at _hub.tideandfennel.example: hub=1',
      '- A file at https://tideandfennel.example/.well-known/hub.txt that says: hub=1',
      '- In the head of its page: <meta name="hub" content="1">',
      'When it was last looked for: It is nowhere to be found.',
    ])
  })

  test('one that is proved and scanned every week', () => {
    const schedule = { kind: 'full', weekday: 5, nextAt: at, held: null } as const
    expect(
      siteTold(whole({ proof: 'dns', provedAt: at, schedule }))
        .text.split('\n')
        .slice(3),
    ).toEqual([`A full scan is done every week, next on ${DAY}.`, 'It is proved to be yours, by its DNS.'])
    const held = { ...schedule, held: 'There were not enough credits.' }
    expect(siteTold(whole({ schedule: held })).text).toContain(
      '\nThe weekly scan is held: There were not enough credits.\n',
    )
  })
})

describe('scans', () => {
  const part = {
    part: 'headers',
    score: 35,
    grade: 'D',
    checks: 12,
    looked: 12,
    toMend: 2,
    muted: 0,
    points: -65,
  } as const
  const scanOf = (more: Partial<Scan> = {}): Scan => ({
    id: uuidv7(),
    siteId: uuidv7(),
    host: 'tideandfennel.example',
    kind: 'quick',
    score: 35,
    grade: 'D',
    parts: [part],
    startedAt: at,
    finishedAt: at,
    ...more,
  })

  test('says what is left alone apart', () => {
    const { text } = scansTold(page([scanOf({ parts: [{ ...part, toMend: 1, muted: 1 }] })]))
    expect(text).toContain('grade D, 35 of 100, 1 thing to mend, 1 left alone on purpose, a quick scan')
    expect(sitesTold(page([siteOf({ muted: 2 })])).text).toContain(
      '3 things are to mend (1 grave, 2 minor).\n2 things are left alone on purpose.',
    )
  })

  test('none, several, and more than ten', () => {
    expect(scansTold(page([])).text).toBe('Nothing was scanned yet: say “scan” and the name of a website.')
    const blind = scanOf({ score: null, grade: null, kind: 'full', parts: [] })
    const lines = [
      `The latest scan was that of tideandfennel.example on ${DAY}: it has the grade D.`,
      `1. tideandfennel.example on ${DAY}: grade D, 35 of 100, 2 things to mend, a quick scan`,
    ]
    expect(scansTold(page([scanOf()])).text.split('\n')).toEqual(lines)
    expect(scansTold(page([scanOf(), blind])).text.split('\n')).toEqual([
      ...lines,
      `2. tideandfennel.example on ${DAY}: a full scan, nobody could look`,
    ])
    expect(scansTold(page([blind])).text).toMatch(/: nobody could look\.\n/)
    expect(scansTold(page(many(11, () => scanOf()))).text).toMatch(/\nThere are more\.$/)
  })
})

describe('said to the assistant', () => {
  let place: SitesPlace
  beforeAll(async () => {
    place = await openSitesPlace()
  })
  afterAll(async () => {
    await stopAnswers(place.hub.hub)
    await place.stop()
  })

  test('how safe the website is, and what is to mend there', async () => {
    const { org, id } = await addedSite(place, 'tideandfennel.example')
    const scan = await scanned(org, id)
    const { sent, events } = await say(org.api, 'how safe is our website?')
    expect(read(events)).toContain(
      `\n\ntideandfennel.example has the grade ${scan.grade}, ${scan.score} of 100.\n5 things are to mend (4 medium, 1 minor).\nIt was scanned on `,
    )
    const wrong = await say(org.api, 'what is wrong with our website?', sent.conversationId)
    expect(read(wrong.events).split('\n').slice(0, 2)).toEqual([
      '5 things are to mend on tideandfennel.example.',
      '1. Scripts may load from any address: medium, new',
    ])
  })
})
