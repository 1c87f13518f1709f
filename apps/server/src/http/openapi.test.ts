import { readFileSync } from 'node:fs'
import { validate } from '@readme/openapi-parser'
import { Validator } from '@seriousme/openapi-schema-validator'
import { appRouter } from '@hub/api/server'
import { probeRouter } from '@hub/api/testing'
import type { OpenAPIV3_1 } from 'openapi-types'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'
import { restEntries } from './rest.ts'
import { exampleFor } from './openapi.ts'

let hub: ServedHub
beforeAll(async () => void (hub = await serveHub({ router: appRouter })))
afterAll(() => hub.stop())

const load = async (from: ServedHub) =>
  (await (await from.request('/api/v1/openapi.json')).json()) as OpenAPIV3_1.Document

test('is valid OpenAPI 3.1 to two validators (CON-7)', async () => {
  const validator = new Validator()
  const result = await validator.validate(await load(hub))
  expect(result).toMatchObject({ valid: true })
  expect(validator.version).toBe('3.1')
  // This one looks beyond the schema: references, names of operations, repeated parameters.
  await expect(validate(await load(hub))).resolves.toMatchObject({ valid: true, warnings: [] })
})

/** Objects that require a property they do not describe, by their place. */
function undescribed(node: unknown, place = ''): string[] {
  if (typeof node !== 'object' || node === null) return []
  const { properties, required } = node as { properties?: object; required?: unknown }
  const names = Array.isArray(required) && properties !== undefined ? (required as string[]) : []
  const here = names.filter((name) => !(name in (properties ?? {}))).map((name) => `${place}/${name}`)
  return [...here, ...Object.entries(node).flatMap(([name, part]) => undescribed(part, `${place}/${name}`))]
}

test('describes every property it requires', async () => {
  const document = await load(hub)
  expect(undescribed(document)).toEqual([])
  const planted = { required: ['a', 'entity'], properties: { a: {} } }
  expect(undescribed({ ...document, planted })).toEqual(['/planted/entity'])
})

/** These carry the bytes of a file, which no procedure does. */
const withBytes = ['/api/v1/files', '/api/v1/files/{id}/content']

test('holds every query and mutation a program may call, and nothing else (CON-7)', async () => {
  const { paths } = await load(hub)
  const expected = hub.hub.catalog.entries
    .filter(({ type, meta }) => type !== 'subscription' && meta.doors !== 'browserOnly')
    .map(({ restPath }) => `/api/v1/${restPath}`)
  expect(Object.keys(paths ?? {}).toSorted()).toEqual([...expected, ...withBytes].toSorted())
  expect(expected.length).toBeGreaterThan(10)
})

test('says which fields of an act name a record that is found by its name', async () => {
  const { paths } = await load(hub)
  const recordsOf = (path: string) => Object.values(paths?.[`/api/v1/${path}`] ?? {})[0]
  expect(recordsOf('modules/ops/tasks/create')).toMatchObject({
    'x-records': { assigneeId: { kind: 'organization_member.user_id', noun: 'Person' } },
  })
  expect(recordsOf('modules/ops/tasks/update')).toMatchObject({
    'x-records': { id: { kind: 'ops_task', noun: 'Task' } },
  })
})

test('says what each tag and each parameter is for', async () => {
  const { paths, tags } = await load(hub)
  expect(tags?.filter(({ description }) => !description)).toEqual([])
  const untold = Object.entries(paths ?? {}).flatMap(([path, item]) =>
    ((item?.get ?? item?.post)?.parameters ?? []).flatMap((parameter) =>
      'name' in parameter && !parameter.description ? [`${path} ${parameter.name}`] : [],
    ),
  )
  expect(untold).toEqual([])
})

test('names the errors of each operation and how they look', async () => {
  const { paths } = await load(hub)
  for (const [path, item] of Object.entries(paths ?? {})) {
    const { responses, summary } = item?.get ?? item?.post ?? {}
    expect(Object.keys(responses ?? {}), path).toEqual(
      expect.arrayContaining(['200', '400', '429', '500', '503']),
    )
    expect(summary?.length).toBeGreaterThan(3)
  }
})

/** The schema behind a body, and what it is called. */
const bodyOf = (part: unknown): string => {
  const { content } = part as { content: Record<string, { schema: { $ref?: string } }> }
  return content['application/json']?.schema.$ref ?? 'inline'
}

test('calls every answer and input by a name of its own', async () => {
  const { paths } = await load(hub)
  const task = paths?.['/api/v1/modules/ops/tasks/update']?.post
  expect(bodyOf(task?.responses?.['200'])).toBe('#/components/schemas/Task')
  expect(bodyOf(task?.requestBody)).toBe('#/components/schemas/UpdateTask')
  const unnamed = Object.entries(paths ?? {}).flatMap(([path, item]) => {
    if (withBytes.includes(path)) return []
    const { requestBody, responses } = item?.get ?? item?.post ?? {}
    const parts = [responses?.['200'], ...(requestBody ? [requestBody] : [])]
    return parts.map(bodyOf).includes('inline') ? [path] : []
  })
  expect(unnamed).toEqual([])
})

test('names what a list holds, and each error with its codes', async () => {
  const { components } = await load(hub)
  const schemas = (components?.schemas ?? {}) as Record<string, OpenAPIV3_1.SchemaObject>
  const pages = Object.entries(schemas).filter(([, { properties }]) => properties?.['nextCursor'])
  expect(pages.length).toBeGreaterThan(8)
  for (const [name, { properties }] of pages)
    expect(properties?.['items'], name).toMatchObject({
      items: { $ref: expect.stringMatching(/schemas\/[A-Z]/) },
    })
  const errors = Object.values(components?.responses ?? {}).map(bodyOf)
  expect(errors).toEqual([...new Set(errors)])
  expect(schemas['ConflictError']).toMatchObject({
    allOf: [{}, { properties: { code: { enum: ['CONFLICT', 'IN_FLIGHT', 'ALREADY_DONE'] } } }],
  })
})

test('describes the headers that answers carry (GW-1)', async () => {
  const { paths, components } = await load(hub)
  const list = paths?.['/api/v1/modules/ops/tasks/list']?.get?.responses ?? {}
  const limits = ['RateLimit', 'RateLimit-Policy', 'X-Request-Id']
  const headersOf = (response: unknown) => Object.keys((response as { headers?: object }).headers ?? {})
  expect(headersOf(list['200'])).toEqual([...limits, 'ETag'])
  expect(headersOf(list['304'])).toEqual([...limits, 'ETag'])
  for (const [code, response] of Object.entries(components?.responses ?? {}))
    expect(headersOf(response), code).toEqual(
      ['TOO_MANY_REQUESTS', 'UNAVAILABLE'].includes(code) ? [...limits, 'Retry-After'] : limits,
    )
})

test('shows examples that the schemas accept', () => {
  const wrong = restEntries(hub.hub).flatMap(({ path, type, input, inputJson }) => {
    if (type !== 'mutation' || !input) return []
    const { error } = input.safeParse(exampleFor({ path, inputJson }))
    return error
      ? [`${path}: ${error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`]
      : []
  })
  expect(wrong).toEqual([])
})

test('never mentions what only a page may do', async () => {
  const probe = await serveHub({ router: probeRouter })
  const paths = Object.keys((await load(probe)).paths ?? {})
  expect(paths).toContain('/api/v1/probe/secret')
  expect(paths).not.toContain('/api/v1/probe/click')
  expect(paths).not.toContain('/api/v1/probe/ticks')
  await probe.stop()
})

test('is shown in the colors of the hub', async () => {
  const css = await (await hub.request('/api/docs/static/theme/hub.css')).text()
  const tokens = readFileSync(new URL('../../../../packages/ui/src/tokens.css', import.meta.url), 'utf8')
  const values = [...css.matchAll(/^ {2}(--[\w-]+: .+;)$/gm)].map(([, value = '']) => value)
  expect(values.length).toBeGreaterThan(10)
  for (const value of values) expect(tokens).toContain(value)
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
