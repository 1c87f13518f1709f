import type { CatalogEntry } from '@hub/api/server'
import { appRouter, createCatalog } from '@hub/api/server'
import { modulesWithDepot } from '@hub/api/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerChecker } from '../testing/openapi-answers.ts'
import type { Answer, OpenApi } from '../testing/openapi-answers.ts'
import { prepare, spoil } from '../testing/operation-cases.ts'
import { needsOthers } from '../testing/workflow-cases.ts'
import type { Prepared } from '../testing/operation-cases.ts'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'
import { REST_PREFIX, restEntries } from './rest.ts'

const catalog = createCatalog(appRouter, () => {
  throw new Error('only the schemas are read here')
})
const entries = restEntries({ catalog })
const named = (some: CatalogEntry[]) => some.map((entry) => [entry.path, entry] as const)

let hub: ServedHub
let document: OpenApi
let faultsOf: ReturnType<typeof answerChecker>
beforeAll(async () => {
  hub = await serveHub({ modules: modulesWithDepot })
  document = (await (await hub.request(`${REST_PREFIX}/openapi.json`)).json()) as OpenApi
  faultsOf = answerChecker(document)
})
afterAll(() => hub.stop())

/** One valid request for each operation; refused requests leave it as good as new. */
const prepared = new Map<string, Promise<Prepared>>()
/** Its code is over after a minute, and a slow machine comes back to it later. */
const isSoonOver = ({ path }: CatalogEntry) => path === 'auth.secondFactor.confirmTotp'
function preparedFor(entry: CatalogEntry): Promise<Prepared> {
  const before = isSoonOver(entry) ? undefined : prepared.get(entry.path)
  const made = before ?? prepare(hub, entry)
  prepared.set(entry.path, made)
  return made
}

const urlOf = ({ restPath }: CatalogEntry) => `${REST_PREFIX}/${restPath}`
const methodOf = ({ type }: CatalogEntry) => (type === 'query' ? 'get' : 'post')

function queryOf(input: Record<string, unknown>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(input))
    for (const one of [value].flat()) query.append(name, String(one))
  return query.size > 0 ? `?${query.toString()}` : ''
}

/** Sends an input the way the document says its operation takes it. */
async function send(to: ServedHub, entry: CatalogEntry, { input, bearer }: Prepared): Promise<Answer> {
  const authorization = bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }
  const isQuery = entry.type === 'query'
  const answer = await to.request(`${urlOf(entry)}${isQuery ? queryOf(input) : ''}`, {
    method: methodOf(entry).toUpperCase(),
    headers: { ...authorization, ...(!isQuery && { 'content-type': 'application/json' }) },
    ...(!isQuery && { body: JSON.stringify(input) }),
  })
  return { status: answer.status, body: await answer.json() }
}

const read = async (path: string): Promise<Answer> => {
  const answer = await hub.request(path)
  return { status: answer.status, body: await answer.json() }
}

const checked = (entry: CatalogEntry, answer: Answer) => faultsOf(urlOf(entry), methodOf(entry), answer)

describe('a request without credentials', () => {
  const closed = entries.filter(({ meta }) => meta.permission !== 'public')
  test.each(named(closed))('is refused by %s as the document says', async (_path, entry) => {
    const { input } = await preparedFor(entry)
    const answer = await send(hub, entry, { input })
    expect(answer).toMatchObject({ status: 401, body: { code: 'UNAUTHORIZED' } })
    expect(checked(entry, answer)).toEqual([])
  })
})

/** How zod speaks to programmers. */
const ZODS_OWN = /expected|received|invalid|>=|<=|\bstring\b|too (small|big)/i

describe('a wrong input', () => {
  const taking = entries.filter(({ input }) => input !== null)
  test.each(named(taking))('is refused by %s with the name of its field (CON-4)', async (_path, entry) => {
    const { input, ...rest } = await preparedFor(entry)
    for (const { what, field, input: wrong } of spoil(entry, input)) {
      const answer = await send(hub, entry, { ...rest, input: wrong })
      expect(answer, what).toMatchObject({ status: 400, body: { code: 'BAD_REQUEST' } })
      expect(checked(entry, answer), what).toEqual([])
      const { issues = [] } = answer.body as { issues?: { path: string; message: string }[] }
      expect(JSON.stringify(issues), what).toContain(field)
      for (const { message } of issues) {
        expect(message, what).toMatch(/^[A-Z].*\.$/)
        expect(message, what).not.toMatch(ZODS_OWN)
      }
    }
  })
})

describe('a valid request', () => {
  const claim = 'auth.claimFirstAdmin'
  const others = entries.filter(({ path }) => path !== claim && !(path in needsOthers))
  test.each(named(others))('is answered by %s as the document says (CON-7)', async (_path, entry) => {
    // The calls audit.calls answers with are written a second after they ended.
    await hub.hub.calls.flush()
    const answer = await send(hub, entry, await preparedFor(entry))
    expect(answer).toMatchObject({ status: 200 })
    expect(checked(entry, answer)).toEqual([])
    // An empty list fits any description.
    expect(answer.body).not.toMatchObject({ items: [] })
  })

  test(`is answered by ${claim} on a hub without an administrator`, async () => {
    const entry = entries.find(({ path }) => path === claim)
    if (!entry) throw new Error('the procedure this test leans on is gone')
    const fresh = await serveHub()
    const answer = await send(fresh, entry, await prepare(fresh, entry))
    await fresh.stop()
    expect(answer).toMatchObject({ status: 200 })
    expect(checked(entry, answer)).toEqual([])
  })
})

test('a sign-in that is refused, and what is too large, are in the document', async () => {
  const json = { 'content-type': 'application/json' }
  const token = 'x'.repeat(43)
  const long = 'x'.repeat(1024 * 1024 + 1)
  const tries = [
    ['auth.login', { email: 'nobody@example.test', password: 'Green-lantern-57' }, 401],
    ['auth.refresh', { refreshToken: token }, 401],
    ['auth.secondFactor.verify', { challenge: token, code: '123456' }, 401],
    ['auth.login', { email: long }, 413],
  ] as const
  for (const [path, input, status] of tries) {
    const url = `${REST_PREFIX}/${path.replaceAll('.', '/')}`
    const answer = await hub.request(url, { method: 'POST', headers: json, body: JSON.stringify(input) })
    expect(answer.status, path).toBe(status)
    expect(faultsOf(url, 'post', { status, body: await answer.json() }), path).toEqual([])
  }
  const tooLong = await read(`${REST_PREFIX}/system/status?colour=${'x'.repeat(20_000)}`)
  expect(tooLong.status).toBe(413)
  expect(faultsOf(`${REST_PREFIX}/system/status`, 'get', tooLong)).toEqual([])
})

test('an answer with more, less or other than the document says is found', () => {
  const [path, method] = [`${REST_PREFIX}/system/status`, 'get']
  const body = { version: '1.0.0', registration: 'open', assistant: 'built-in', time: '2026-11-20T09:00:00Z' }
  const faults = (changed: object) => faultsOf(path, method, { status: 200, body: changed })
  expect(faults(body)).toEqual([])
  expect(faults({ ...body, secret: 'x' })).toHaveLength(1)
  expect(faults({ ...body, version: undefined })).toHaveLength(1)
  expect(faults({ ...body, time: 'noon' })).toHaveLength(1)
  expect(faultsOf(path, method, { status: 418, body })).toEqual(['the document names no answer 418'])
})
