import { EXAMPLE_ID } from '@hub/api/schemas/shared/ids'
import { appRouter, createCatalog } from '@hub/api/server'
import type { CatalogEntry } from '@hub/api/server'
import { modulesWithDepot } from '@hub/api/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerChecker } from '../testing/openapi-answers.ts'
import type { OpenApi } from '../testing/openapi-answers.ts'
import { prepare } from '../testing/operation-cases.ts'
import { needsOthers } from '../testing/workflow-cases.ts'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'
import { REST_PREFIX, restEntries } from './rest.ts'

const catalog = createCatalog(appRouter, () => {
  throw new Error('only the names are read here')
})

let hub: ServedHub
let document: OpenApi
let faultsOf: ReturnType<typeof answerChecker>
beforeAll(async () => {
  hub = await serveHub({ modules: modulesWithDepot })
  document = (await (await hub.request(`${REST_PREFIX}/openapi.json`)).json()) as OpenApi
  faultsOf = answerChecker(document)
})
afterAll(() => hub.stop())

/** What an example can only stand for: whoever copies it puts in what is theirs. */
const STAND_INS = new Set<unknown>([EXAMPLE_ID, 'A7dKx2mQ9vLr4TzW1sYb6NcE3hGjU8pFo5iRtB0yZk8'])
/** The same by the names of fields, where any value would do for an example. */
const OF_CALLER: Readonly<Record<string, readonly string[]>> = {
  'auth.login': ['email', 'password'],
  'auth.changePassword': ['currentPassword'],
  'auth.confirm': ['password'],
  'auth.deleteAccount': ['email'],
  'auth.secondFactor.verify': ['code'],
  'auth.secondFactor.confirmTotp': ['code'],
  'files.attach': ['entity'],
  'workflows.rotateWebhookSecret': ['key'],
  'organizations.moduleSettings.set': ['module', 'values'],
  'organizations.credentials.set': ['name'],
  'organizations.credentials.remove': ['name'],
}
/** Examples that need more of the row they name than that it is there. */
const REFUSED: Readonly<Record<string, { status: number; message: string }>> = {
  'modules.accounting.invoices.send': { status: 400, message: 'has no mail address yet' },
  'modules.accounting.customerStatements.send': { status: 400, message: 'has no mail address yet' },
  'modules.accounting.reminders.send': { status: 409, message: 'has no mail address yet' },
  'modules.security.schedules.set': { status: 409, message: 'Prove first' },
}

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An example with the caller's own values in the places that it only holds. */
function filled(example: unknown, own: unknown): unknown {
  if (STAND_INS.has(example)) return own
  if (Array.isArray(example))
    return example.map((one, at) => filled(one, Array.isArray(own) ? (own[at] ?? own[0]) : undefined))
  if (!isFields(example)) return example
  return Object.fromEntries(
    Object.entries(example).map(([name, one]) => [name, filled(one, isFields(own) ? own[name] : undefined)]),
  )
}

function exampleIn({ restPath }: CatalogEntry): unknown {
  const { requestBody } = document.paths[`${REST_PREFIX}/${restPath}`]?.['post'] ?? {}
  return (requestBody?.content['application/json'] as { example?: unknown } | undefined)?.example
}

/** Sends what the document shows, as somebody who may. */
async function sendExample(entry: CatalogEntry) {
  const { input, bearer } = await prepare(hub, entry)
  const own = Object.fromEntries((OF_CALLER[entry.path] ?? []).map((name) => [name, input[name]]))
  const example = filled(exampleIn(entry), input)
  const answer = await hub.request(`${REST_PREFIX}/${entry.restPath}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
    },
    body: JSON.stringify({ ...(example as object), ...own }),
  })
  return { status: answer.status, body: await answer.json() }
}

/** It takes a hub without an administrator, and what the others need is not of this machine. */
const isElsewhere = ({ path }: CatalogEntry) => path === 'auth.claimFirstAdmin' || path in needsOthers
const sendable = restEntries({ catalog }).filter(
  (entry) => entry.type === 'mutation' && entry.input !== null && !isElsewhere(entry),
)
const named = (some: CatalogEntry[]) => some.map((entry) => [entry.path, entry] as const)

test.each(named(sendable.filter(({ path }) => !(path in REFUSED))))(
  'the example of %s does what it shows (CON-7)',
  async (_path, entry) => {
    const answer = await sendExample(entry)
    expect(answer).toMatchObject({ status: 200 })
    expect(faultsOf(`${REST_PREFIX}/${entry.restPath}`, 'post', answer)).toEqual([])
  },
)

test.each(named(sendable.filter(({ path }) => path in REFUSED)))(
  'the example of %s is refused for what its row lacks, and for nothing else',
  async (path, entry) => {
    const { status, message } = REFUSED[path] ?? {}
    expect(await sendExample(entry)).toMatchObject({
      status,
      body: { message: expect.stringContaining(message ?? '') },
    })
  },
)
