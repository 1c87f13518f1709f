import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { Resolver } from 'node:dns/promises'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { connect } from 'node:tls'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const CLI = fileURLToPath(new URL('../cli.ts', import.meta.url))

/** More than they take, in a row. */
const PORTS = 12

const isFree = (port: number): Promise<boolean> =>
  new Promise((tried) => {
    const server = createServer()
    server.once('error', () => tried(false))
    server.listen(port, '127.0.0.1', () => server.close(() => tried(true)))
  })

/** The first of a row of ports nobody listens on, below those that the system gives out by itself. */
async function freeRow(): Promise<number> {
  const first = randomInt(10_000, 30_000)
  const free = await Promise.all(Array.from({ length: PORTS }, (_, at) => isFree(first + at)))
  return free.includes(false) ? freeRow() : first
}

test('stand-ins print the settings by which they answer, and end by Ctrl+C', async () => {
  const port = await freeRow()
  const child = spawn(process.execPath, [CLI, 'stand-ins', '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  })
  let printed = ''
  child.stdout.on('data', (part: Buffer) => void (printed += part.toString()))
  await expect.poll(() => printed, { timeout: 30_000 }).toContain('Ctrl+C')
  const setting = (name: string) => new RegExp(`^${name}=(.+)$`, 'm').exec(printed)?.[1] ?? ''
  const shop = /the shop ([\w.-]+),/.exec(printed)?.[1] ?? ''
  const login = new URL(`${setting('SHOPIFY_URL').replace('{shop}', shop)}/admin/oauth/authorize`)
  login.searchParams.set('client_id', setting('SHOPIFY_CLIENT_ID'))
  login.searchParams.set('redirect_uri', 'http://localhost:3000/connectors/shopify/callback')
  expect((await fetch(login)).status).toBe(200)
  const key = /the key (rk_test_\w+)/.exec(printed)?.[1] ?? ''
  const answer = await fetch(`${setting('STRIPE_URL')}/v1/customers?limit=1`, {
    headers: { authorization: `Bearer ${key}` },
  })
  expect(answer.status).toBe(200)
  const resolver = new Resolver()
  resolver.setServers([setting('SECURITY_DNS')])
  expect(await resolver.resolveTxt('_dmarc.tideandfennel.example')).toHaveLength(1)
  const root = setting('NODE_EXTRA_CA_CERTS')
  for (const [host, isTrusted] of [
    ['fortress.example', true],
    ['expired.example', false],
  ] as const) {
    const place = new RegExp(`${host}:443=127.0.0.1:(\\d+)`).exec(setting('OUTBOUND_MAP'))?.[1]
    const ca = readFileSync(root)
    const options = {
      host: '127.0.0.1',
      port: Number(place),
      servername: host,
      ca,
      rejectUnauthorized: false,
    }
    const socket = connect(options)
    await once(socket, 'secureConnect')
    expect(socket.authorized).toBe(isTrusted)
    socket.destroy()
  }
  // As a terminal does: everything in front of it hears it.
  process.kill(-(child.pid ?? 0), 'SIGINT')
  expect(await once(child, 'exit')).toEqual([0, null])
  expect(existsSync(root)).toBe(false)
})
