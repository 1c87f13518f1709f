import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
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

const views = () => place.data.views
const viewsOf = async (role: 'viewer' | 'member') => {
  const member = await place.org.join(role)
  return member.api.modules.foundry.views
}

describe('a saved view (FND-1)', () => {
  test('opens what fits now, in its order', async () => {
    const view = await views().create({
      typeId,
      name: 'Galway, the best first',
      where: ['city=Galway'],
      by: 'spent',
      descending: true,
      columns: ['spent', 'since'],
    })
    expect(view).toMatchObject({ isMine: true, isShared: false, columns: ['spent', 'since'], search: null })
    const { items } = await views().open({ id: view.id })
    expect(items.map(({ title }) => title)).toEqual(['Lantern', 'Kestrel'])
    const first = await views().open({ id: view.id, limit: 1 })
    const second = await views().open({ id: view.id, limit: 1, cursor: first.nextCursor ?? '' })
    expect(second.items.map(({ title }) => title)).toEqual(['Kestrel'])
  })

  test('is its maker’s alone until it is for everybody', async () => {
    const { id } = await views().create({ typeId, name: 'Mine' })
    const colleague = await viewsOf('member')
    await expect(colleague.get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(colleague.remove({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await colleague.list({ typeId, search: 'Mine' })).items).toEqual([])
    await views().update({ id, isShared: true })
    expect(await colleague.get({ id })).toMatchObject({ name: 'Mine', isMine: false })
    await expect(colleague.update({ id, isShared: false })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  test('of everybody is for those who may correct the data; a viewer saves for themselves', async () => {
    const shared = await views().create({ typeId, name: 'Ours', isShared: true })
    const viewer = await viewsOf('viewer')
    await expect(viewer.update({ id: shared.id, name: 'Theirs' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    await expect(viewer.remove({ id: shared.id })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(viewer.create({ typeId, name: 'New', isShared: true })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    const own = await viewer.create({ typeId, name: 'Ours' })
    expect((await viewer.list({ search: 'ours' })).items.map(({ id }) => id).toSorted()).toEqual(
      [shared.id, own.id].toSorted(),
    )
  })

  test('has a name of its own among those that one sees it with', async () => {
    await views().create({ typeId, name: 'Cork' })
    await expect(views().create({ typeId, name: 'CORK' })).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { issues: [{ path: 'name' }] },
    })
    const made = await Promise.allSettled(
      [1, 2, 3].map(() => views().create({ typeId, name: 'At once', isShared: true })),
    )
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('that could not be opened is not saved', async () => {
    const refused = { code: 'BAD_REQUEST' }
    await expect(views().create({ typeId, name: 'A', where: ['town=Cork'] })).rejects.toMatchObject(refused)
    await expect(views().create({ typeId, name: 'A', linked: ['orders>1'] })).rejects.toMatchObject(refused)
    await expect(views().create({ typeId, name: 'A', by: 'town' })).rejects.toMatchObject(refused)
    await expect(views().create({ typeId, name: 'A', columns: ['town'] })).rejects.toMatchObject(refused)
  })

  test('is changed as a whole, and over nobody’s change', async () => {
    const { id, version } = await views().create({ typeId, name: 'Spent', search: 'lantern', by: 'spent' })
    const changed = await views().update({ id, version, search: null, by: null, where: ['spent>50 EUR'] })
    expect(changed).toMatchObject({ name: 'Spent', search: null, by: null, version: version + 1 })
    expect((await views().open({ id })).items.map(({ title }) => title)).toEqual(['Ferry', 'Lantern'])
    await expect(views().update({ id, version, name: 'Late' })).rejects.toMatchObject({
      code: 'STALE_VERSION',
    })
  })

  test('leaves the lists with its type and comes back with it', async () => {
    const { id } = await views().create({ typeId, name: 'Archived with it' })
    await place.data.types.archive({ id: typeId })
    await expect(views().open({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await views().list({})).items).toEqual([])
    await place.data.types.restore({ id: typeId })
    expect((await views().get({ id })).name).toBe('Archived with it')
  })
})
