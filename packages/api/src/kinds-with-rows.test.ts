import { afterAll, beforeAll, expect, test } from 'vitest'
import { findRows } from './platform/catalog/find.ts'
import { kindsWithRows } from './platform/catalog/entities.ts'
import { startHub } from './testing/index.ts'
import { rowsOfAll } from './testing/factories.ts'
import type { TestHub, TestOrg } from './testing/index.ts'

let hub: TestHub
let full: TestOrg
let other: TestOrg
beforeAll(async () => {
  hub = await startHub()
  full = await hub.newOrg()
  other = await hub.newOrg()
  await rowsOfAll({ hub, org: full })
})
afterAll(() => hub.stop())

const findable = () =>
  hub.hub.entities.names.flatMap((entity) => {
    const { find } = hub.hub.entities.get(entity) ?? {}
    return find ? [{ entity, find }] : []
  })

const kindsOf = ({ orgId }: TestOrg) => kindsWithRows(hub.hub.db.org(orgId), hub.hub.entities)

/** The kinds of which the list that finds them, asked as the owner, has a row. */
async function kindsListed({ slug, owner }: TestOrg): Promise<string[]> {
  const credential = { kind: 'person', userId: owner.userId } as const
  const place = { catalog: hub.hub.catalog, call: hub.call({ credential, org: slug }) }
  const listed = await Promise.all(
    findable().map(async ({ entity, find }) =>
      (await findRows(place, find, { typed: '', limit: 1 })).length > 0 ? [entity] : [],
    ),
  )
  return listed.flat()
}

test('what has a row of everything has every kind that can be found', async () => {
  const kinds = await kindsOf(full)
  expect(findable().flatMap(({ entity }) => (kinds.has(entity) ? [] : [entity]))).toEqual([])
})

test('the rows of another organization are none of this one', async () => {
  const kinds = await kindsOf(other)
  const listed = await kindsListed(other)
  expect([...kinds].filter((kind) => !listed.includes(kind))).toEqual([])
  expect(kinds).not.toContain('ops_task')
})

test('no list has rows of a kind that is said to have none', async () => {
  for (const org of [full, other]) {
    const kinds = await kindsOf(org)
    const listed = await kindsListed(org)
    expect(listed.filter((kind) => !kinds.has(kind))).toEqual([])
  }
})
