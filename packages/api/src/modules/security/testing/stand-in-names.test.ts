import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { Resolver } from 'node:dns/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { HERE } from '../../../testing/websites/listening.ts'
import { startSites } from './sites.ts'
import type { StandInSites } from './sites.ts'

let world: StandInSites
let resolver: Resolver
beforeEach(async () => {
  world = await startSites()
  resolver = new Resolver({ timeout: 200, tries: 1 })
  resolver.setServers([world.dns])
})
afterEach(() => world.stop())

const textsOf = async (name: string): Promise<string[]> =>
  (await resolver.resolveTxt(name)).map((parts) => parts.join(''))

describe('the stand-in name server', () => {
  test('answers what a site says of itself', async () => {
    const host = 'fortress.example'
    expect(await resolver.resolve4(host)).toEqual([HERE])
    expect(await resolver.resolveMx(host)).toMatchObject([{ exchange: `mail.${host}`, priority: 10 }])
    expect(await resolver.resolveCaa(host)).toMatchObject([{ critical: 0, issue: 'letsencrypt.org' }])
    expect(await textsOf(host)).toContain('v=spf1 mx -all')
    expect(await textsOf(`_dmarc.${host}`)).toEqual([expect.stringContaining('p=reject')])
  })

  test.each([
    ['nothing.example', 'ENOTFOUND'],
    ['mail.fortress.example', 'ENODATA'],
    ['example', 'ENODATA'],
    ['deaf-dns.example', 'ESERVFAIL'],
    ['_dmarc.deaf-dns.example', 'ESERVFAIL'],
    ['_dmarc.spoofable.example', 'ENOTFOUND'],
  ])('a text of %s: %s', async (name, code) => {
    await expect(resolver.resolveTxt(name)).rejects.toMatchObject({ code })
  })

  test.each([
    ['servfail', 'ESERVFAIL'],
    ['silent', 'ETIMEOUT'],
    ['nxdomain', 'ENOTFOUND'],
  ] as const)('a name told to fail by %s: %s', async (fault, code) => {
    world.names.fail('fortress.example', fault)
    await expect(resolver.resolveTxt('_dmarc.fortress.example')).rejects.toMatchObject({ code })
    expect(await textsOf('_dmarc.soon.example')).toHaveLength(1)
    world.names.fail('fortress.example', null)
    expect(await textsOf('_dmarc.fortress.example')).toHaveLength(1)
  })

  test('aliases lead on, or in a circle', async () => {
    world.names.zone['alias.example'] = { CNAME: '_dmarc.fortress.example' }
    expect(await textsOf('alias.example')).toEqual(await textsOf('_dmarc.fortress.example'))
    world.names.fail('fortress.example', 'loop')
    expect(await resolver.resolveCname('fortress.example')).toEqual(['around.fortress.example'])
    expect(await textsOf('fortress.example')).toEqual([])
    world.names.zone['a.example'] = { CNAME: 'b.example' }
    world.names.zone['b.example'] = { CNAME: 'a.example' }
    expect(await textsOf('a.example')).toEqual([])
  })

  test('long answers come over TCP', async () => {
    const long = `${'0123456789'.repeat(900)} Grüße`
    world.names.zone['long.example'] = { TXT: [long] }
    const [parts = []] = await resolver.resolveTxt('long.example')
    expect(parts.length).toBe(36)
    expect(Buffer.concat(parts.map((part) => Buffer.from(part, 'latin1'))).length).toBeGreaterThan(9_000)
    expect(world.names.asked).toEqual([
      { name: 'long.example', type: 'TXT', over: 'udp' },
      { name: 'long.example', type: 'TXT', over: 'tcp' },
    ])
  })

  test('what a site says can be changed', async () => {
    const { set, sites, names } = world
    const host = 'tideandfennel.example'
    expect(await textsOf(`_dmarc.${host}`)).toEqual([expect.stringContaining('p=none')])
    set(host, { dns: { ...sites.get(host)?.dns, _dmarc: { TXT: ['v=DMARC1; p=quarantine'] } } })
    expect(await textsOf(`_dmarc.${host}`)).toEqual(['v=DMARC1; p=quarantine'])
    names.zone[`_hub-verify.${host}`] = { TXT: ['a token'] }
    set(host, { html: '' })
    expect(await textsOf(`_hub-verify.${host}`)).toEqual(['a token'])
    set(host, { dns: {} })
    await expect(resolver.resolveTxt(host)).rejects.toMatchObject({ code: 'ENODATA' })
    await expect(resolver.resolveTxt(`_dmarc.${host}`)).rejects.toMatchObject({ code: 'ENOTFOUND' })
  })

  test('what is no question is not answered and does no harm', async () => {
    const socket = createSocket('udp4')
    const [, port] = world.dns.split(':')
    socket.send(Buffer.from('no packet at all'), Number(port), HERE)
    socket.send(Buffer.alloc(0), Number(port), HERE)
    const heard = once(socket, 'message', { signal: AbortSignal.timeout(100) })
    await expect(heard).rejects.toThrow()
    socket.close()
    expect(await textsOf('_dmarc.fortress.example')).toHaveLength(1)
  })
})

describe('mail of the stand-ins', () => {
  const policiesOf = async (name: string) =>
    (await textsOf(name).catch(() => [])).filter((text) => text.startsWith('v=spf1'))

  /** As a receiver counts them: each name that a policy leads to, and what it leads to. */
  async function lookUps(name: string): Promise<number> {
    const [policy = ''] = await policiesOf(name)
    let count = 0
    for (const [, next = ''] of policy.matchAll(/include:(\S+)/g)) count += 1 + (await lookUps(next))
    return count
  }

  test('one may be forged by anybody', async () => {
    expect(await policiesOf('spoofable.example')).toEqual([])
    expect(await resolver.resolveMx('spoofable.example')).toHaveLength(1)
  })

  test('one has two policies', async () => {
    expect(await policiesOf('two-spf.example')).toHaveLength(2)
  })

  test('one needs twelve look-ups', async () => {
    expect(await lookUps('tangled-mail.example')).toBe(12)
  })
})
