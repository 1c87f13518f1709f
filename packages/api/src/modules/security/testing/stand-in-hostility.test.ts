import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { get } from 'node:https'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HERE } from '../../../testing/websites/listening.ts'
import { startSites } from './sites.ts'
import type { StandInSites } from './sites.ts'
import { portFor, visit } from './visit.ts'

let world: StandInSites
beforeAll(async () => {
  world = await startSites()
})
afterAll(() => world.stop())

/** Bytes of the page until there are more than enough. */
async function bytesUpTo(host: string, most: number): Promise<number> {
  const call = get({
    host: HERE,
    servername: host,
    port: portFor(world, host, 443),
    headers: { host },
    ca: world.seam.ca,
    agent: false,
  })
  const [response] = (await once(call, 'response')) as [AsyncIterable<Buffer>]
  let bytes = 0
  for await (const part of response) {
    bytes += part.length
    if (bytes > most) break
  }
  return bytes
}

describe('stand-ins that mean harm', () => {
  test('one never ends', async () => {
    expect(await bytesUpTo('endless.example', 20_000_000)).toBeGreaterThan(20_000_000)
  })

  test('one is small until it is unpacked', async () => {
    const { headers, body } = await visit(world, 'https://bomb.example/')
    expect(headers['content-encoding']).toBe('gzip')
    expect(body.length).toBeLessThan(20_000)
    expect(gunzipSync(body).length).toBe(10_000_000)
  })

  test('one has more headers than a client reads', async () => {
    await expect(visit(world, 'https://many-headers.example/')).rejects.toMatchObject({
      code: 'HPE_HEADER_OVERFLOW',
    })
  })

  test('connections end before the answer and in the middle of it', async () => {
    world.set('fortress.example', { dies: 'at-once' })
    await expect(visit(world, 'https://fortress.example/')).rejects.toMatchObject({ code: 'ECONNRESET' })
    world.set('fortress.example', { dies: 'midway' })
    await expect(visit(world, 'https://fortress.example/')).rejects.toThrow('aborted')
    world.set('fortress.example', { dies: undefined })
    expect(await visit(world, 'https://fortress.example/')).toMatchObject({ status: 200 })
  })

  test('one takes its time', async () => {
    world.set('slow.example', { delayMs: 120 })
    const from = performance.now()
    await visit(world, 'https://slow.example/')
    expect(performance.now() - from).toBeGreaterThan(100)
  })
})

describe('the seam', () => {
  test('knows the sites and nobody else', async () => {
    const { seam } = world
    expect(await seam.resolve('Fortress.example')).toEqual([{ address: HERE, family: 4 }])
    expect(seam.isAllowed(HERE)).toBe(true)
    await expect(seam.resolve('nobody.example')).rejects.toMatchObject({
      code: 'ENOTFOUND',
      hostname: 'nobody.example',
    })
  })

  test.each(['127.0.0.1', '127.0.0.2', '10.0.0.1', '::1'])('%s is no site', async (address) => {
    const found = await world.seam.resolve(address)
    expect(found.map((one) => world.seam.isAllowed(one.address))).toEqual([false])
  })

  test('no port but those of websites is open', () => {
    expect(portFor(world, 'fortress.example', 8080)).toBe(1)
  })

  test('is written down for a hub of its own', () => {
    const map = Object.fromEntries(
      world
        .outboundMap()
        .split(',')
        .map((one) => one.split('=') as [string, string]),
    )
    for (const host of world.sites.keys()) {
      expect(map[`${host}:443`]).toBe(`${HERE}:${portFor(world, host, 443)}`)
      expect(map[`${host}:80`]).toBe(`${HERE}:${portFor(world, host, 80)}`)
    }
  })
})

/** Starts all, uses it, stops it in the middle of a request, and then has nothing left to do. */
const program = `
  const { startSites } = await import(${JSON.stringify(new URL('sites.ts', import.meta.url).href)})
  const { visit, shake } = await import(${JSON.stringify(new URL('visit.ts', import.meta.url).href)})
  const { connect } = await import('node:net')
  const { Resolver } = await import('node:dns/promises')
  const sites = await startSites()
  await visit(sites, 'https://fortress.example/')
  const resolver = new Resolver()
  resolver.setServers([sites.dns])
  await resolver.resolveTxt('fortress.example')
  const slow = visit(sites, 'https://slow.example/').catch((error) => error.code)
  const silent = connect(sites.seam.port('fortress.example', 443), '127.0.0.1')
  while (sites.asked.length < 2 || silent.pending) await new Promise((done) => setTimeout(done, 5))
  await sites.stop()
  process.stdout.write('stopped ' + (await slow))
`

test('stopping ends what is under way and leaves nothing open', async () => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let printed = ''
  child.stdout.on('data', (part: Buffer) => void (printed += part.toString()))
  expect(await once(child, 'close', { signal: AbortSignal.timeout(20_000) })).toEqual([0, null])
  expect(printed).toBe('stopped ECONNRESET')
})
