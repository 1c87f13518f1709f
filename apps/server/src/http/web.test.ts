import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { devMailbox } from '../mail/dev-mailbox.ts'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

const PAGE = '<!doctype html><title>the app</title>'
const PARTS = '<!doctype html><title>parts</title>'
const SCRIPT = `console.log('${'a'.repeat(2_000)}')`
const folder = mkdtempSync(join(tmpdir(), 'hub-web-'))
const dist = join(folder, 'dist')

let hub: ServedHub
beforeAll(async () => {
  mkdirSync(join(dist, 'assets'), { recursive: true })
  writeFileSync(join(dist, 'index.html'), PAGE)
  writeFileSync(join(dist, 'assets', 'index-4f2a.js'), SCRIPT)
  writeFileSync(join(dist, 'assets', 'index-4f2a.js.br'), brotliCompressSync(SCRIPT))
  hub = await serveHub({ dist })
})
afterAll(async () => {
  await hub.stop()
  rmSync(folder, { recursive: true })
})

const navigate = (path: string, from = hub) =>
  from.request(path, { headers: { accept: 'text/html,application/xhtml+xml' } })

describe('the web app', () => {
  test.each(['/', '/sign-in', '/o/harbour/ops/tasks?view=board'])(
    'is served for a navigation to %s',
    async (path) => {
      const page = await navigate(path)
      expect(page.status).toBe(200)
      expect(page.headers.get('cache-control')).toBe('no-cache')
      expect(await page.text()).toBe(PAGE)
    },
  )

  test.each([
    '/api/nothing',
    '/trpc/nothing',
    '/assets/gone.js',
    '/.well-known/nothing',
    '/auth/nothing',
    '/dev/nothing',
  ])('is not served for %s, which belongs to a door', async (path) => {
    const answer = await navigate(path)
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-type')).toContain('application/json')
  })

  test('has the page of parts beside it only where the hub keeps its mail for the developer', async () => {
    const unbuilt = await serveHub({ dist, mailbox: devMailbox() })
    const parts = join(folder, 'parts', 'dist')
    mkdirSync(join(parts, 'assets'), { recursive: true })
    writeFileSync(join(parts, 'index.html'), PARTS)
    writeFileSync(join(parts, 'assets', 'index-7c1d.js'), SCRIPT)
    const script = '/dev/parts/assets/index-7c1d.js'
    const hidden = await serveHub({ dist })
    const developed = await serveHub({ dist, mailbox: devMailbox() })
    for (const path of ['/dev/parts', '/dev/parts?part=numbers'])
      expect(await (await navigate(path, developed)).text()).toBe(PARTS)
    expect(await (await developed.request(script)).text()).toBe(SCRIPT)
    for (const path of ['/dev/parts', script])
      for (const from of [hidden, unbuilt]) expect((await navigate(path, from)).status).toBe(404)
    expect((await navigate('/dev/partsx', developed)).status).toBe(404)
    for (const one of [hidden, developed, unbuilt]) await one.stop()
  })

  test.each(['/', '/sign-in', '/o/harbour/ops/tasks?view=board'])(
    'HEAD of %s answers like GET',
    async (path) => {
      const accept = { accept: 'text/html,application/xhtml+xml' }
      const [get, head] = await Promise.all([
        navigate(path),
        hub.request(path, { method: 'HEAD', headers: accept }),
      ])
      expect(head.status).toBe(200)
      expect(await head.text()).toBe('')
      for (const name of ['content-type', 'cache-control', 'etag', 'content-security-policy'])
        expect(head.headers.get(name), name).toBe(get.headers.get(name))
    },
  )

  test('is not served to programs, nor for anything but a read', async () => {
    expect((await hub.request('/o/harbour')).status).toBe(404)
    expect(
      (await hub.request('/o/harbour', { method: 'POST', headers: { accept: 'text/html' } })).status,
    ).toBe(404)
  })

  test('has its hashed files kept for ever and sent compressed', async () => {
    const file = await hub.request('/assets/index-4f2a.js', { headers: { 'accept-encoding': 'br' } })
    expect(file.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(file.headers.get('content-encoding')).toBe('br')
    expect(await file.text()).toBe(SCRIPT)
  })

  test('says so where it is not built yet', async () => {
    const bare = await serveHub({ dist: join(dist, 'nowhere') })
    const page = await navigate('/', bare)
    expect(page.status).toBe(503)
    expect(await page.text()).toContain('not built yet')
    await bare.stop()
  })
})

describe('fixed addresses', () => {
  test.each([
    ['/health', 'application/json'],
    ['/health/live', 'application/json'],
    ['/health/ready', 'application/json'],
    ['/health/services', 'application/json'],
    ['/.well-known/jwks.json', 'application/json'],
    ['/llms.txt', 'text/plain'],
    ['/robots.txt', 'text/plain'],
    ['/api/v1/openapi.json', 'application/json'],
    ['/api/docs', 'text/html'],
  ])('%s answers 200', async (path, type) => {
    const answer = await hub.request(path, { redirect: 'follow' })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toContain(type)
    await answer.arrayBuffer()
  })

  test('/.well-known/jwks.json holds public halves only (AUTH-4)', async () => {
    const { keys } = (await (await hub.request('/.well-known/jwks.json')).json()) as {
      keys: Record<string, unknown>[]
    }
    expect(keys.length).toBeGreaterThanOrEqual(2)
    for (const key of keys) {
      expect(key).toMatchObject({ kty: 'RSA', alg: 'RS256', use: 'sig' })
      expect(key).not.toHaveProperty('d')
    }
  })

  test('/llms.txt names the doors and the toolsets', async () => {
    const text = await (await hub.request('/llms.txt')).text()
    expect(text).toContain(`${hub.hub.settings.publicUrl}/mcp/x/ops`)
    expect(text).toContain('ops_tasks_create')
    expect(text).not.toContain('auth_login')
  })

  test('large answers are compressed', async () => {
    const document = await hub.request('/api/v1/openapi.json', { headers: { 'accept-encoding': 'gzip' } })
    expect(document.headers.get('content-encoding')).toBe('gzip')
    await document.arrayBuffer()
  })
})
