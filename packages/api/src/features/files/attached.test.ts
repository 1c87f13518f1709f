import { randomUUID } from 'node:crypto'
import { uuidv7 } from '@hub/db'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pdfOf } from '../../testing/attachments.ts'
import { issueKey } from '../../testing/index.ts'
import type { TestOrg } from '../../testing/index.ts'
import { TINY_PNG } from '../../testing/pictures.ts'
import { openAttached } from './service.ts'
import { attach, fileActs, hubWithStore, newTask, text } from './testing.ts'
import type { HubWithStore } from './testing.ts'

const TEN_MB = 10 * 1024 * 1024
type Api = TestOrg['api']

let hub: HubWithStore
beforeAll(async () => {
  hub = await hubWithStore()
})
afterAll(() => hub.stop())

describe('a file is attached to a row', () => {
  test('and listed with it, told byte for byte, and known to the log', async () => {
    const org = await hub.newOrg()
    const place = await newTask(org.api)
    const file = await org.api.files.attach({ ...place, name: 'Plan.PNG', content: TINY_PNG })
    expect(file).toMatchObject({ ...place, name: 'Plan.PNG', kind: 'png', uploadedByName: org.owner.name })
    expect((await org.api.files.list(place)).items).toEqual([file])
    expect(await org.api.files.get({ id: file.id })).toEqual(file)
    const call = hub.call({ credential: { kind: 'person', userId: org.owner.userId }, org: org.slug })
    const { content } = await openAttached(hub.hub, call, file.id)
    expect(content.toString('base64')).toBe(TINY_PNG)
    expect(await fileActs(hub, org)).toEqual([['file.attached', { file: file.id, task: place.entityId }]])
  })

  test('and found by part of its name, by kind and by name, page by page', async () => {
    const { api } = await hub.newOrg()
    const place = await newTask(api)
    for (const name of ['Offer 100%.txt', 'b.txt', 'a.csv'])
      await attach(api, { name, entityId: place.entityId })
    const named = async (input: Parameters<Api['files']['list']>[0]) =>
      (await api.files.list(input)).items.map(({ name }) => name)
    expect(await named({ search: '0%.T' })).toEqual(['Offer 100%.txt'])
    expect(await named({ search: '%' })).toEqual(['Offer 100%.txt'])
    expect(await named({ kind: 'csv' })).toEqual(['a.csv'])
    expect(await named({ sort: 'name', entity: 'ops_task' })).toEqual(['a.csv', 'b.txt', 'Offer 100%.txt'])
    const first = await api.files.list({ sort: 'name', limit: 2 })
    expect(await named({ sort: 'name', limit: 2, cursor: first.nextCursor ?? '' })).toEqual([
      'Offer 100%.txt',
    ])
  })

  test('and answered again for the same key, once', async () => {
    const { api } = await hub.newOrg()
    const place = await newTask(api)
    const given = { ...place, name: 'a.txt', content: text('a'), idempotencyKey: randomUUID() }
    const first = await api.files.attach(given)
    await expect(api.files.attach(given)).resolves.toEqual(first)
    await expect(api.files.attach({ ...given, content: text('b') })).rejects.toMatchObject({
      code: 'KEY_REUSED',
    })
    expect((await api.files.list(place)).items).toHaveLength(1)
  })

  test.each([
    ['invoice.pdf.exe', text(pdfOf()), 'UNSUPPORTED_MEDIA_TYPE'],
    ['page.html', text('<p>'), 'UNSUPPORTED_MEDIA_TYPE'],
    ['picture.svg', text('<svg/>'), 'UNSUPPORTED_MEDIA_TYPE'],
    ['no ending', text('a'), 'UNSUPPORTED_MEDIA_TYPE'],
    ['picture.png', text('<svg onload="alert(1)"/>'), 'UNSUPPORTED_MEDIA_TYPE'],
    ['picture.jpg', TINY_PNG, 'UNSUPPORTED_MEDIA_TYPE'],
    ['table.xlsx', text('PK\u0003\u0004'), 'UNSUPPORTED_MEDIA_TYPE'],
    ['../a.txt', text('a'), 'BAD_REQUEST'],
    ['a.txt', '', 'BAD_REQUEST'],
    ['a.txt', 'no base64!', 'BAD_REQUEST'],
    ['a.txt', 'YQ', 'BAD_REQUEST'],
    ['a.pdf', text(pdfOf(TEN_MB + 1)), 'PAYLOAD_TOO_LARGE'],
  ])('but not %j with such bytes, of which nothing stays', async (name, content, code) => {
    const { api } = await hub.newOrg()
    const before = hub.kept.size
    await expect(attach(api, { name, content })).rejects.toMatchObject({ code })
    expect((await api.files.list({})).items).toEqual([])
    expect(hub.kept.size).toBe(before)
  })

  test('with as many bytes as it may have', async () => {
    const { api } = await hub.newOrg()
    expect(await attach(api, { name: 'a.pdf', content: text(pdfOf(TEN_MB)) })).toMatchObject({
      bytes: TEN_MB,
    })
  })
})

describe('who may', () => {
  test('see a row sees its files; who may change it attaches, renames and removes', async () => {
    const org = await hub.newOrg()
    const viewer = await org.join('viewer')
    const file = await attach(org.api)
    expect(await viewer.api.files.get({ id: file.id })).toEqual(file)
    const refused = { code: 'FORBIDDEN' }
    await expect(attach(viewer.api, { entityId: file.entityId })).rejects.toMatchObject(refused)
    await expect(viewer.api.files.rename({ id: file.id, name: 'b.txt' })).rejects.toMatchObject(refused)
    await expect(viewer.api.files.remove({ id: file.id })).rejects.toMatchObject(refused)
    expect(await org.api.files.list({})).toMatchObject({ items: [file] })
  })

  test('see no row of a module finds none of its files', async () => {
    const org = await hub.newOrg()
    const outside = await org.join('member', { ops: 'none' })
    const { id, entityId } = await attach(org.api)
    const gone = { code: 'NOT_FOUND' }
    expect(await outside.api.files.list({})).toEqual({ items: [], nextCursor: null })
    await expect(outside.api.files.list({ entity: 'ops_task' })).rejects.toMatchObject(gone)
    await expect(outside.api.files.get({ id })).rejects.toMatchObject(gone)
    await expect(outside.api.files.remove({ id })).rejects.toMatchObject(gone)
    await expect(attach(outside.api, { entityId })).rejects.toMatchObject(gone)
  })

  test('reach no row or file of another organization', async () => {
    const [home, stranger] = [await hub.newOrg(), await hub.newOrg()]
    const { id, entityId } = await attach(home.api)
    const gone = { code: 'NOT_FOUND' }
    await expect(attach(stranger.api, { entityId })).rejects.toMatchObject(gone)
    await expect(stranger.api.files.list({ entity: 'ops_task', entityId })).rejects.toMatchObject(gone)
    await expect(stranger.api.files.get({ id })).rejects.toMatchObject(gone)
    await expect(stranger.api.files.rename({ id, name: 'b.txt' })).rejects.toMatchObject(gone)
    await expect(stranger.api.files.remove({ id })).rejects.toMatchObject(gone)
    expect((await home.api.files.list({})).items).toHaveLength(1)
  })

  test.each([
    ['ops_task_comment', 'takes no files'],
    ['organization_member.user_id', 'is of the hub'],
    ['nothing', 'is not there'],
    ['__proto__', 'is no kind'],
  ])('nobody attaches to %s, which %s', async (entity) => {
    const { api } = await hub.newOrg()
    const given = { entity, entityId: uuidv7(), name: 'a.txt', content: text('a') }
    await expect(api.files.attach(given)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('nobody changes the files of a task that was removed, and all see them', async () => {
    const { api } = await hub.newOrg()
    const file = await attach(api)
    await api.modules.ops.tasks.remove({ id: file.entityId })
    const closed = { code: 'CONFLICT', message: 'This task was removed. Restore it first.' }
    await expect(attach(api, { entityId: file.entityId })).rejects.toMatchObject(closed)
    await expect(api.files.remove({ id: file.id })).rejects.toMatchObject(closed)
    expect(await api.files.get({ id: file.id })).toEqual(file)
  })

  test('a model reads which files there are and changes none', async () => {
    const org = await hub.newOrg()
    const file = await attach(org.api)
    const model = org.as({ door: 'assistant', driver: 'built-in' })
    expect((await model.files.list({})).items).toEqual([file])
    await expect(model.files.remove({ id: file.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('a key without the right to change tasks only reads', async () => {
    const org = await hub.newOrg()
    const file = await attach(org.api)
    const { text: key } = await issueKey(hub.hub, {
      orgId: org.orgId,
      userId: org.owner.userId,
      scopes: ['organization.read', 'ops.task.read'],
    })
    const api = hub.api(hub.call({ door: 'rest', credential: { kind: 'apiKey', key } }))
    expect(await api.files.get({ id: file.id })).toEqual(file)
    await expect(attach(api, { entityId: file.entityId })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})
