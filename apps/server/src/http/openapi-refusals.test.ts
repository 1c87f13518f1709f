import { appRouter, createCatalog } from '@hub/api/server'
import type { CatalogEntry } from '@hub/api/server'
import { issueKey } from '@hub/api/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerChecker } from '../testing/openapi-answers.ts'
import type { OpenApi } from '../testing/openapi-answers.ts'
import { prepare } from '../testing/operation-cases.ts'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'
import { REST_PREFIX } from './rest.ts'

const { entries } = createCatalog(appRouter, () => {
  throw new Error('only the schemas are read here')
})
const entryOf = (path: string): CatalogEntry => {
  const entry = entries.find((one) => one.path === path)
  if (!entry) throw new Error(`there is no ${path}`)
  return entry
}

let hub: ServedHub
let faultsOf: ReturnType<typeof answerChecker>
beforeAll(async () => {
  hub = await serveHub()
  const document = await hub.request(`${REST_PREFIX}/openapi.json`)
  faultsOf = answerChecker((await document.json()) as OpenApi)
})
afterAll(() => hub.stop())

interface Asked {
  path: string
  input: Record<string, unknown>
  bearer: string | undefined
}

/** The answer, and what the document does not say of it. */
async function ask({ path, input, bearer = '' }: Asked) {
  const authorization = `Bearer ${bearer}`
  const { restPath, type } = entryOf(path)
  const url = `${REST_PREFIX}/${restPath}`
  const fields = new URLSearchParams(input as Record<string, string>)
  const answer =
    type === 'query'
      ? await hub.request(`${url}?${fields.toString()}`, { headers: { authorization } })
      : await hub.request(url, {
          method: 'POST',
          headers: { authorization, 'content-type': 'application/json' },
          body: JSON.stringify(input),
        })
  const told = { status: answer.status, body: (await answer.json()) as { code: string } }
  return { status: told.status, faults: faultsOf(url, type === 'query' ? 'get' : 'post', told) }
}

/** What they tell is of the books; cash is told of none as well. */
const reports = entries
  .map(({ path }) => path)
  .filter((path) => path.startsWith('modules.accounting.reports.') && !path.endsWith('.cash'))

test('the document names the 409 of reports where no books are kept (CON-7)', async () => {
  const { orgId, owner } = await hub.newOrg()
  const { text: bearer } = await issueKey(hub.hub, { orgId, userId: owner.userId })
  const accountId = '0198c0de-0000-7000-8000-000000000001'
  for (const path of reports) {
    const input = path.endsWith('.ledger') ? { accountId } : {}
    expect(await ask({ path, input, bearer }), path).toEqual({ status: 409, faults: [] })
  }
  expect(reports.length).toBeGreaterThan(4)
})

test('and the 412 of limits that somebody else has changed meanwhile (CON-7)', async () => {
  const path = 'credits.setLimits'
  const { input, bearer } = await prepare(hub, entryOf(path))
  const was = { monthMicro: 5_000_000, memberDayMicro: null }
  expect(await ask({ path, input: { ...input, was }, bearer })).toEqual({ status: 412, faults: [] })
})
