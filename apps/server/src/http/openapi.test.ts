import { Validator } from '@seriousme/openapi-schema-validator'
import { appRouter } from '@hub/api/server'
import { probeRouter } from '@hub/api/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'
import { restEntries } from './rest.ts'
import { exampleOf } from './schema-example.ts'

let hub: ServedHub
beforeAll(async () => void (hub = await serveHub({ router: appRouter })))
afterAll(() => hub.stop())

interface Document extends Record<string, unknown> {
  paths: Record<
    string,
    Record<string, { responses: Record<string, unknown>; summary: string; operationId: string }>
  >
}

const load = async (from: ServedHub) =>
  (await (await from.request('/api/v1/openapi.json')).json()) as Document

test('is valid OpenAPI 3.1 (CON-7)', async () => {
  const validator = new Validator()
  const result = await validator.validate(await load(hub))
  expect(result).toMatchObject({ valid: true })
  expect(validator.version).toBe('3.1')
})

test('holds every query and mutation a program may call, and nothing else (CON-7)', async () => {
  const { paths } = await load(hub)
  const expected = hub.hub.catalog.entries
    .filter(({ type, meta }) => type !== 'subscription' && meta.doors !== 'browserOnly')
    .map(({ restPath }) => `/api/v1/${restPath}`)
  expect(Object.keys(paths).toSorted()).toEqual(expected.toSorted())
  expect(expected.length).toBeGreaterThan(10)
})

test('names the errors of each operation and how they look', async () => {
  const { paths } = await load(hub)
  for (const [path, methods] of Object.entries(paths)) {
    for (const { responses, summary } of Object.values(methods)) {
      expect(Object.keys(responses), path).toEqual(
        expect.arrayContaining(['200', '400', '429', '500', '503']),
      )
      expect(summary.length).toBeGreaterThan(3)
    }
  }
})

test('shows examples that the schemas accept', () => {
  const wrong = restEntries(hub.hub).flatMap(({ path, type, input, inputJson }) => {
    if (type !== 'mutation' || !input) return []
    const { error } = input.safeParse(exampleOf(inputJson))
    return error
      ? [`${path}: ${error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`]
      : []
  })
  expect(wrong).toEqual([])
})

test('never mentions what only a page may do', async () => {
  const probe = await serveHub({ router: probeRouter })
  const paths = Object.keys((await load(probe)).paths)
  expect(paths).toContain('/api/v1/probe/secret')
  expect(paths).not.toContain('/api/v1/probe/click')
  expect(paths).not.toContain('/api/v1/probe/ticks')
  await probe.stop()
})

test('is shown by pages that load nothing from elsewhere', async () => {
  const page = await hub.request('/api/docs/')
  expect(page.status).toBe(200)
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
  const html = await page.text()
  const loaded = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = '']) => address)
  expect(loaded.length).toBeGreaterThan(3)
  for (const address of loaded) {
    expect(address).not.toMatch(/^(https?:)?\/\//)
    const part = await hub.request(new URL(address, 'http://x/api/docs/').pathname)
    await part.arrayBuffer()
    expect(part.status, address).toBe(200)
  }
})
