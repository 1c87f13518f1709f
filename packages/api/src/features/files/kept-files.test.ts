import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AppError } from '../../shared/errors.ts'
import { pdfOf } from '../../testing/attachments.ts'
import { eraseOrganization } from '../organizations/service.ts'
import { openAttached, sweepFiles } from './service.ts'
import { attach, fileActs, hubWithStore, newTask, text } from './testing.ts'
import type { HubWithStore } from './testing.ts'

const HOUR_MS = 3_600_000
const MOST = 40_000

let hub: HubWithStore
beforeAll(async () => {
  hub = await hubWithStore()
})
beforeEach(() => {
  hub.clock.now = new Date()
  hub.hub.settings.organizationFileBytes = 1024 ** 3
})
afterAll(() => hub.stop())

const bytesKept = (id: string) => hub.kept.has(`attached/${id}`)
const sweepLater = () => {
  hub.clock.now = new Date(hub.clock.now.getTime() + HOUR_MS + 1)
  return sweepFiles(hub.hub)
}

describe('a file that is there', () => {
  test('is renamed, and stays what it is', async () => {
    const org = await hub.newOrg()
    const { id } = await attach(org.api)
    expect(await org.api.files.rename({ id, name: 'Seal: v2.txt' })).toMatchObject({ name: 'Seal- v2.txt' })
    await org.api.files.rename({ id, name: 'Seal: v2.txt' })
    for (const name of ['a.exe', 'a.csv', 'a', 'con.txt', '../a.txt'])
      await expect(org.api.files.rename({ id, name })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    expect((await fileActs(hub, org)).map(([action]) => action)).toEqual(['file.attached', 'file.renamed'])
  })

  test('is removed once, and its bytes go when no backup needs them', async () => {
    const org = await hub.newOrg()
    const { id } = await attach(org.api)
    await org.api.files.remove({ id })
    await org.api.files.remove({ id })
    await expect(org.api.files.get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await fileActs(hub, org)).map(([action]) => action)).toEqual(['file.attached', 'file.removed'])
    await sweepFiles(hub.hub)
    expect(bytesKept(id)).toBe(true)
    await sweepLater()
    expect(bytesKept(id)).toBe(false)
    await expect(org.api.files.remove({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('stays through every sweep', async () => {
    const { api } = await hub.newOrg()
    const file = await attach(api)
    await sweepLater()
    await sweepLater()
    expect(bytesKept(file.id)).toBe(true)
    expect(await api.files.get({ id: file.id })).toEqual(file)
  })

  test('whose bytes were changed behind its back is not handed out', async () => {
    const { api, owner, slug } = await hub.newOrg()
    const { id } = await attach(api)
    hub.kept.set(`attached/${id}`, Buffer.from('other'))
    const call = hub.call({ credential: { kind: 'person', userId: owner.userId }, org: slug })
    await expect(openAttached(hub.hub, call, id)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  })
})

describe('an upload that is cut off', () => {
  test('by a store that is away leaves no file, and what it left behind is swept', async () => {
    const { api, orgId } = await hub.newOrg()
    const place = await newTask(api)
    hub.store.isAway = true
    await expect(attach(api, place)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    hub.store.isAway = false
    expect((await api.files.list(place)).items).toEqual([])
    await sweepLater()
    const left = await hub.hub.db.system
      .selectFrom('file')
      .select('id')
      .where('organizationId', '=', orgId)
      .execute()
    expect(left).toEqual([])
  })

  test('between bytes and row leaves bytes that are swept', async () => {
    const { api, orgId } = await hub.newOrg()
    const place = await newTask(api)
    const { put } = hub.store
    hub.store.put = async (key, bytes) => {
      await put(key, bytes)
      await api.modules.ops.tasks.remove({ id: place.entityId })
    }
    await expect(attach(api, place)).rejects.toMatchObject({ code: 'CONFLICT' })
    hub.store.put = put
    const { id } = await hub.hub.db.system
      .selectFrom('file')
      .select('id')
      .where('organizationId', '=', orgId)
      .executeTakeFirstOrThrow()
    expect(bytesKept(id)).toBe(true)
    await sweepLater()
    expect(bytesKept(id)).toBe(false)
  })
})

describe('the files of an organization', () => {
  test('take no more than they may together, also when twenty come at once', async () => {
    const { api } = await hub.newOrg()
    hub.hub.settings.organizationFileBytes = MOST
    const place = await newTask(api)
    const content = text(pdfOf(MOST / 8))
    const all = await Promise.allSettled(
      Array.from({ length: 20 }, (_, at) => api.files.attach({ ...place, name: `${at}.pdf`, content })),
    )
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(8)
    const refusals = all.flatMap((one) => (one.status === 'rejected' ? [one.reason as AppError] : []))
    expect(refusals.map(({ code }) => code)).toEqual(Array.from({ length: 12 }, () => 'CONFLICT'))
    expect(refusals[0]?.message).toContain('may take 39 kB together')
    expect((await api.files.list({ ...place, limit: 100 })).items).toHaveLength(8)
  })

  test('count until they are gone, and no others', async () => {
    const [org, other] = [await hub.newOrg(), await hub.newOrg()]
    hub.hub.settings.organizationFileBytes = MOST
    const content = text(pdfOf(MOST))
    const { id, entityId } = await attach(org.api, { name: 'a.pdf', content })
    await attach(other.api, { name: 'a.pdf', content })
    await org.api.files.remove({ id })
    await expect(attach(org.api, { entityId })).rejects.toMatchObject({ code: 'CONFLICT' })
    await sweepLater()
    await attach(org.api, { entityId })
  })

  test('go with it, rows and bytes', async () => {
    const [org, other] = [await hub.newOrg(), await hub.newOrg()]
    const [{ id }, { id: kept }] = [await attach(org.api), await attach(other.api)]
    await sweepFiles(hub.hub)
    await hub.hub.db.org(org.orgId).deleteFrom('organizationMember').execute()
    await eraseOrganization(hub.hub, org.orgId, hub.call())
    const rows = await hub.hub.db.org(org.orgId).selectFrom('attachedFile').select('id').execute()
    expect(rows).toEqual([])
    await sweepLater()
    expect([bytesKept(id), bytesKept(kept)]).toEqual([false, true])
  })
})
