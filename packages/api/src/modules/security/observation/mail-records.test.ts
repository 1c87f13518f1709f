import { afterEach, describe, expect, test, vi } from 'vitest'
import { processorTime } from '../../../testing/processor-time.ts'
import type { Answers, Names } from '../../../platform/outside/names.ts'
import { collectMail } from './mail.ts'

const DOMAIN = 'tideandfennel.example'
const NONE: Answers<never> = { found: [] }
const DEAF = { error: 'The name server could not say.' }

/** A DNS that knows these TXT records, and notes what it is asked. */
function dnsWith(
  txt: Readonly<Record<string, readonly string[] | { error: string }>>,
  more: Partial<Names> = {},
) {
  const asked: string[] = []
  const names: Names = {
    txt: async (name) => {
      asked.push(name)
      const found = Object.hasOwn(txt, name) ? txt[name] : undefined
      if (found === undefined) return NONE
      return 'error' in found ? found : { found }
    },
    mx: async () => NONE,
    caa: async () => NONE,
    ...more,
  }
  return { asked, names }
}

const include = (names: readonly string[]) =>
  `v=spf1 ${names.map((name) => `include:${name}`).join(' ')} -all`

afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

describe('records of a domain', () => {
  test('are those of its mail and certificates alone', async () => {
    const { asked, names } = dnsWith(
      {
        [DOMAIN]: ['google-site-verification=x', 'v=spf1 include:_spf.mail.example -all'],
        '_spf.mail.example': ['hello', 'v=spf1 ip4:192.0.2.1 -all'],
        [`_dmarc.${DOMAIN}`]: ['v=DMARC1; p=none', 'something else'],
      },
      {
        mx: async () => ({ found: [{ exchange: 'mx.mail.example', priority: 10 }] }),
        caa: async () => ({ found: ['0 issue letsencrypt.org'] }),
      },
    )
    expect(await collectMail(DOMAIN, names)).toEqual({
      domain: DOMAIN,
      mx: { found: [{ exchange: 'mx.mail.example', priority: 10 }] },
      spf: { found: ['v=spf1 include:_spf.mail.example -all'] },
      included: { '_spf.mail.example': { found: ['v=spf1 ip4:192.0.2.1 -all'] } },
      dmarc: { found: ['v=DMARC1; p=none'] },
      caa: { found: ['0 issue letsencrypt.org'] },
    })
    expect(asked).toEqual([DOMAIN, `_dmarc.${DOMAIN}`, '_spf.mail.example'])
  })

  test('are none where there are none', async () => {
    expect(await collectMail(DOMAIN, dnsWith({}).names)).toEqual({
      domain: DOMAIN,
      mx: NONE,
      spf: NONE,
      included: {},
      dmarc: NONE,
      caa: NONE,
    })
  })

  test('are errors where nobody could say', async () => {
    const deaf = async () => DEAF
    const names: Names = { txt: deaf, mx: deaf, caa: deaf }
    expect(await collectMail(DOMAIN, names)).toEqual({
      domain: DOMAIN,
      mx: DEAF,
      spf: DEAF,
      included: {},
      dmarc: DEAF,
      caa: DEAF,
    })
  })
})

describe('records that SPF leads to', () => {
  test('are followed level by level, each once, by include and redirect', async () => {
    const { asked, names } = dnsWith({
      [DOMAIN]: [include(['a.example', 'b.example', 'A.Example.'])],
      'a.example': ['v=spf1 redirect=c.example'],
      'b.example': [include(['c.example', 'a.example'])],
      'c.example': DEAF,
    })
    const { included } = await collectMail(DOMAIN, names)
    expect(asked.slice(2)).toEqual(['a.example', 'b.example', 'c.example'])
    expect(included).toEqual({
      'a.example': { found: ['v=spf1 redirect=c.example'] },
      'b.example': { found: [include(['c.example', 'a.example'])] },
      'c.example': DEAF,
    })
  })

  test('are at most twelve, wide or deep', async () => {
    const wide = Array.from({ length: 200 }, (_, at) => `n${at}.example`)
    const { asked, names } = dnsWith({ [DOMAIN]: [include(wide)] })
    const { included } = await collectMail(DOMAIN, names)
    expect(Object.keys(included)).toEqual(wide.slice(0, 12))
    expect(asked).toHaveLength(14)

    const deep = dnsWith({})
    const endless: Names = {
      ...deep.names,
      txt: async (name) => {
        await deep.names.txt(name)
        return { found: [include([`x.${name}`, `y.${name}`])] }
      },
    }
    expect(Object.keys((await collectMail(DOMAIN, endless)).included)).toHaveLength(12)
    expect(deep.asked).toHaveLength(14)
  })

  test.each([
    ['to itself', `redirect=${DOMAIN}`],
    ['in a circle', 'include:a.example'],
  ])('end where they lead %s', async (_where, term) => {
    const { asked, names } = dnsWith({
      [DOMAIN]: [`v=spf1 ${term}`],
      'a.example': ['v=spf1 include:b.example'],
      'b.example': ['v=spf1 include:a.example'],
    })
    await collectMail(DOMAIN, names)
    expect(asked.length).toBeLessThanOrEqual(4)
    expect(new Set(asked.slice(1)).size).toBe(asked.length - 1)
  })

  test('are not asked for by macros, and may have any name', async () => {
    const { asked, names } = dnsWith({
      [DOMAIN]: [
        'v=spf1 include:%{i}.example include:__proto__ include:constructor exists:%{i}.x.example -all',
      ],
    })
    const { included } = await collectMail(DOMAIN, names)
    expect(asked.slice(2)).toEqual(['__proto__', 'constructor'])
    expect(Object.keys(included)).toEqual(['__proto__', 'constructor'])
    expect(Object.keys(JSON.parse(JSON.stringify(included)) as object)).toEqual(['__proto__', 'constructor'])
  })
})

describe('name servers that take their time', () => {
  const LATE = { error: 'The name servers took too long.' }
  const never = () => new Promise<never>(() => {})

  /** How many of its clocks still run. Those of files that ran before in this thread may as well, and are not counted. */
  function runningClocks() {
    const started = vi.spyOn(globalThis, 'setTimeout')
    const stopped = vi.spyOn(globalThis, 'clearTimeout')
    return () => {
      const own = started.mock.results.filter((_, at) => started.mock.calls[at]?.[1] === 5_000)
      expect(own).not.toHaveLength(0)
      return own.filter(({ value }) => !stopped.mock.calls.some(([clock]) => clock === value)).length
    }
  }

  test('are waited for 5 seconds in all', async () => {
    vi.useFakeTimers()
    const running = runningClocks()
    const { names } = dnsWith({
      [DOMAIN]: [include(['slow.example', 'quick.example'])],
      'quick.example': ['v=spf1 include:further.example -all'],
    })
    const txt = (name: string) => (name === 'slow.example' ? never() : names.txt(name))
    const collected = collectMail(DOMAIN, { ...names, txt })
    await vi.advanceTimersByTimeAsync(5_000)
    expect((await collected).included).toEqual({
      'slow.example': LATE,
      'quick.example': { found: ['v=spf1 include:further.example -all'] },
    })
    expect(running()).toBe(0)

    const silent = collectMail(DOMAIN, { txt: never, mx: never, caa: never })
    await vi.advanceTimersByTimeAsync(4_999)
    expect(await Promise.race([silent, Promise.resolve('waiting')])).toBe('waiting')
    await vi.advanceTimersByTimeAsync(1)
    expect(await silent).toMatchObject({ mx: LATE, spf: LATE, dmarc: LATE, caa: LATE, included: {} })
  })

  test('leave no clock running once all have answered', async () => {
    vi.useFakeTimers()
    const running = runningClocks()
    await collectMail(DOMAIN, dnsWith({}).names)
    expect(running()).toBe(0)
  })
})

test('a record of 10 kB, with NULs or of names alone, costs no time', async () => {
  for (const terms of ['\u0000'.repeat(10_240), 'include:a.example '.repeat(600), ' '.repeat(10_240)]) {
    const { names } = dnsWith({ [DOMAIN]: Array.from({ length: 100 }, () => `v=spf1 ${terms}`) })
    const began = processorTime()
    expect((await collectMail(DOMAIN, names)).spf).toEqual({ found: expect.any(Array) })
    expect(processorTime() - began).toBeLessThan(1_000)
  }
})
