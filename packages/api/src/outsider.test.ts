import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { say } from './features/assistant/testing.ts'
import type { CatalogEntry } from './platform/catalog/catalog.ts'
import { createCatalog } from './platform/catalog/create-catalog.ts'
import { appRouter } from './router.ts'
import { asked } from './testing/asked.ts'
import { rowsOfAll } from './testing/factories.ts'
import { startHub } from './testing/start-hub.ts'
import type { TestHub, TestOrg, TestPerson } from './testing/start-hub.ts'
import { permissions } from './testing/product.ts'
import { idFrom, sampleInputs, withExtras } from './testing/sample-input.ts'
import { sampleExtras } from './testing/stranger-cases.ts'

const { entries } = createCatalog(appRouter, () => {
  throw new Error('only the schemas are read here')
})
const reads = entries
  .filter(({ meta, type }) => meta.effect === 'read' && type === 'query')
  .filter(({ meta }) => (permissions.names as string[]).includes(meta.permission))
const cases = reads.map((entry) => [entry.path, entry] as const)

/** In the title of a task, in a comment, and in what an assistant asked for. */
const SECRET = 'Quincunx'

let hub: TestHub
let org: TestOrg
let ids: Record<string, string>
beforeAll(async () => {
  hub = await startHub()
  org = await hub.newOrg()
  ids = await rowsOfAll({ hub, org })
  const { tasks } = org.api.modules.ops
  const { id, version } = await tasks.create({ title: `${SECRET} offer` })
  ids['ops_task'] = id
  await tasks.comments.add({ taskId: id, body: `${SECRET} as well` })
  await tasks.complete({ id, version })
  const assistant = org.as({ door: 'assistant', driver: 'built-in' }).modules.ops.tasks
  ids['approval'] = await asked(assistant.create({ title: `${SECRET} plan` }))
  await say(org.api, `Show me the task ${SECRET} offer`)
})
afterAll(() => hub.stop())

async function answerTo(person: TestPerson, { path, inputJson }: CatalogEntry): Promise<string> {
  const call = hub.call({ credential: { kind: 'person', userId: person.userId }, org: org.slug })
  const heard: string[] = []
  for (const { input } of sampleInputs(inputJson, idFrom(ids))) {
    const answer = hub.hub.catalog.call(path, withExtras(input, sampleExtras[path]), call)
    heard.push(await answer.then(JSON.stringify, (error: Error) => error.message))
  }
  return heard.join('\n')
}

describe.each(['admin', 'member', 'viewer'] as const)(
  'a colleague without access to a module: %s',
  (role) => {
    let outsider: TestPerson
    beforeAll(async () => {
      outsider = await org.join(role, { ops: 'none' })
    })

    test.each(cases)('%s tells them nothing of what is in it (AUTH-11)', async (_path, entry) => {
      expect(await answerTo(outsider, entry)).not.toContain(SECRET)
    })
  },
)

test('those who have access read it in five answers at least', async () => {
  const colleague = await org.join('member')
  const heard = await Promise.all(reads.map((entry) => answerTo(colleague, entry)))
  expect(heard.filter((text) => text.includes(SECRET)).length).toBeGreaterThanOrEqual(5)
})
