import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { freePort } from '../testing/free-address.ts'

const CLI = fileURLToPath(new URL('../cli.ts', import.meta.url))

test('stand-ins print the settings by which they answer, and end by Ctrl+C', async () => {
  const port = await freePort()
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
  // As a terminal does: everything in front of it hears it.
  process.kill(-(child.pid ?? 0), 'SIGINT')
  expect(await once(child, 'exit')).toEqual([0, null])
}, 60_000)
