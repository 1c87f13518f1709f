import { openDatabase, sql } from '@hub/db'
import type { OwnerDb } from '@hub/db/migrations'
import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { up as moveViews } from '../migrations/202612150100_views_move.ts'
import { customerProperties, newType, openData } from '../testing.ts'
import type { Data } from '../testing.ts'

let hub: TestHub
let place: Data
let typeId: string

beforeAll(async () => {
  hub = await startHub()
  place = await openData(hub)
  const type = await newType(place, { title: 'Customer', properties: customerProperties })
  ;({ typeId } = type)
  await place.data.datasets.put({
    id: type.datasetId,
    keyFields: ['id'],
    records: [
      { id: '1', name: 'Lantern', city: 'Galway', spent: '312.00', since: '2026-01-05' },
      { id: '2', name: 'Kestrel', city: 'Galway', spent: '41.50', since: '2026-03-01' },
      { id: '3', name: 'Ferry', city: 'Cork', spent: '99.00', since: '2025-12-24' },
    ],
  })
})
afterAll(async () => {
  await place.stop()
  await hub.stop()
})

const views = () => place.org.api.views
const open = (id: string, more: object = {}) => place.data.views.open({ id, ...more })
const of = (name: string, shown: object = {}) => ({
  list: 'foundry.objects',
  name,
  shown: { type: typeId, ...shown },
})

describe('a saved view of the data (FND-1)', () => {
  test('opens what fits now, in its order', async () => {
    const view = await views().create(
      of('Galway, the best first', { where: 'city=Galway', by: 'spent', desc: true, cols: 'spent,since' }),
    )
    expect(view).toMatchObject({
      ofId: typeId,
      isMine: true,
      isShared: false,
      page: `/o/${place.org.slug}/foundry`,
    })
    const { items } = await open(view.id)
    expect(items.map(({ title }) => title)).toEqual(['Lantern', 'Kestrel'])
    const first = await open(view.id, { limit: 1 })
    const second = await open(view.id, { limit: 1, cursor: first.nextCursor ?? '' })
    expect(second.items.map(({ title }) => title)).toEqual(['Kestrel'])
  })

  test('opens whatever the page can show: several conditions, words, the order of names', async () => {
    const { id } = await views().create(
      of('Two', { where: ['city=Galway', 'spent<100'], q: 'kes', by: 'title', desc: true }),
    )
    expect((await open(id)).items.map(({ title }) => title)).toEqual(['Kestrel'])
  })

  test('that could not be opened is not saved', async () => {
    const refused = { code: 'BAD_REQUEST' }
    const wrong = [
      { where: 'town=Cork' },
      { linked: 'orders>1' },
      { by: 'town' },
      { cols: 'town' },
      { cols: 'a b' },
      { where: 7 },
      { type: 7 },
    ]
    for (const shown of wrong) await expect(views().create(of('A', shown))).rejects.toMatchObject(refused)
    const { id } = await views().create(of('Right'))
    const shown = { type: typeId, where: 'town=Cork' }
    await expect(views().update({ id, shown })).rejects.toMatchObject(refused)
    const nowhere = { type: '0193f0a4-7c1e-7d6a-9b2f-3e5d8c1a4b70' }
    await expect(views().create(of('A', nowhere))).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('stays with its type; one of another list is not opened here', async () => {
    const other = await newType(place, { title: 'Supplier', properties: customerProperties })
    const { id } = await views().create(of('Stays'))
    await expect(views().update({ id, shown: { type: other.typeId } })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
    const tasks = await views().create({ list: 'ops.tasks', name: 'Late', shown: { due: 'overdue' } })
    await expect(open(tasks.id)).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      message: 'This is a view of Tasks, and not of the data. Open it on the page of that list.',
    })
  })

  test('leaves the lists with its type and comes back with it', async () => {
    const { id, title } = await views().create(of('Archived with it'))
    expect((await views().list({ ofId: typeId, search: 'archived' })).items).toMatchObject([{ id, title }])
    await place.data.types.archive({ id: typeId })
    await expect(open(id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await views().list({ ofId: typeId })).items).toEqual([])
    await place.data.types.restore({ id: typeId })
    expect((await views().get({ id })).name).toBe('Archived with it')
  })

  test('that was there before this release is one of this release, but for one left behind by who has gone', async () => {
    const { adminUrl } = hub.database
    const owner = openDatabase({ appUrl: adminUrl, systemUrl: adminUrl, onError: () => undefined })
    // As the database was before the migration, with rows in it.
    await asSuperuser(hub.database, 'drop trigger moves on app.foundry_view')
    await asSuperuser(hub.database, 'drop function app.foundry_view_moves()')
    await asSuperuser(
      hub.database,
      `insert into app.foundry_view (id, org_id, type_id, name, is_shared, conditions, shown, created_by_id, created_at, updated_at)
       select gen_random_uuid(), $1, $2, name, is_shared, '["city=Galway", "spent>50"]', '[]', by_id, now(), now()
       from (values ('Mine of before', false, $3::uuid), ('Ours of before', true, $4::uuid), ('Left behind', false, $4::uuid))
         as old (name, is_shared, by_id)`,
      [place.org.orgId, typeId, place.org.owner.userId, '0193f0a4-7c1e-7d6a-9b2f-000000000001'],
    )
    await moveViews(owner.system as unknown as OwnerDb)
    await owner.close()
    const { items } = await views().list({ ofId: typeId, search: 'before' })
    expect(items.map(({ name, isShared, isMine }) => [name, isShared, isMine])).toEqual([
      ['Mine of before', false, true],
      ['Ours of before', true, false],
    ])
    expect(items[0]?.shown).toEqual({ type: typeId, where: ['city=Galway', 'spent>50'] })
    expect((await open(items[0]?.id ?? '')).items.map(({ title }) => title)).toEqual(['Lantern'])
    const left = await asSuperuser(hub.database, "select from app.saved_view where name = 'Left behind'")
    expect(left).toEqual([])
  })

  test('that a server of the last release saves, changes or removes is one of this release', async () => {
    const db = hub.hub.db.org(place.org.orgId)
    const { id } = await views().create(of('Pattern'))
    const old = '0193f0a4-7c1e-7d6a-9b2f-3e5d8c1a4b7f'
    await sql`insert into foundry_view (id, org_id, type_id, name, is_shared, search, conditions, sorted_by, is_descending, shown,
        created_by_id, created_at, updated_at)
      select ${old}, org_id, of_id, 'From before', false, 'lantern', '["city=Galway"]', 'spent', true, '["spent", "city"]',
        created_by_id, created_at, updated_at from saved_view where id = ${id}`.execute(db)
    expect(await views().get({ id: old })).toMatchObject({
      ofId: typeId,
      name: 'From before',
      isMine: true,
      isShared: false,
      shown: {
        type: typeId,
        q: 'lantern',
        where: 'city=Galway',
        by: 'spent',
        desc: true,
        cols: 'spent,city',
      },
    })
    expect((await open(old)).items.map(({ title }) => title)).toEqual(['Lantern'])
    await sql`update foundry_view set is_shared = true, conditions = '[]', version = 2 where id = ${old}`.execute(
      db,
    )
    expect(await views().get({ id: old })).toMatchObject({ isShared: true, version: 2 })
    await sql`delete from foundry_view where id = ${old}`.execute(db)
    await expect(views().get({ id: old })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
