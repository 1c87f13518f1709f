import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { FileStore } from '../../../platform/files/file-store.ts'
import { AppError } from '../../../shared/errors.ts'
import { picture, TINY_PNG } from '../../../testing/pictures.ts'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { readFile, sweepFiles } from '../../files/service.ts'

const HOUR_MS = 3_600_000

/** What lies in the store, and whether it answers. */
const kept = new Map<string, Buffer>()
let isAway = false
const atOnce = <R>(act: () => R) => {
  if (isAway) throw new AppError('UNAVAILABLE')
  return act()
}
const files: FileStore = {
  put: async (key, bytes) => atOnce(() => void kept.set(key, bytes)),
  get: async (key) => atOnce(() => kept.get(key) ?? null),
  remove: async (key) => atOnce(() => void kept.delete(key)),
}

let now = new Date()
let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ files, now: () => now })
})
beforeEach(() => {
  now = new Date()
  isAway = false
})
afterAll(() => hub.stop())

const nameIn = (url: string | null) => /^\/avatars\/([0-9a-f]{64})\.webp$/.exec(url ?? '')?.[1] ?? 'none'
const shown = (url: string | null) => readFile(hub.hub, { kind: 'avatar', name: nameIn(url) })
const rowsOf = (userId: string) =>
  hub.hub.db.system.selectFrom('file').selectAll().where('userId', '=', userId).execute()
/** Whatever nothing shows stays an hour, for backups. */
const sweepLater = () => {
  now = new Date(now.getTime() + HOUR_MS + 1)
  return sweepFiles(hub.hub)
}
const isKept = (row: { keptAt: string | null; removedAt: string | null }) =>
  row.keptAt !== null && row.removedAt === null

describe('a picture of oneself (AUTH-10)', () => {
  test('stands with the name wherever fellow members see it, and nowhere else', async () => {
    const org = await hub.newOrg()
    const member = await org.join('member')
    const stranger = await hub.newOrg()
    const task = await org.api.modules.ops.tasks.create({ title: 'Proofs', assigneeId: member.userId })
    await member.api.modules.ops.tasks.comments.add({ taskId: task.id, body: 'On it' })
    const urlIn = async () =>
      (await org.as({}).organizations.members.list({})).items.find(({ userId }) => userId === member.userId)
        ?.avatarUrl
    expect(await urlIn()).toBeNull()

    const { avatarUrl } = await member.api.auth.setAvatar({ picture: TINY_PNG })
    expect(await shown(avatarUrl)).toMatchObject({ mediaType: 'image/webp' })
    expect(await urlIn()).toBe(avatarUrl)
    expect((await member.api.auth.me({})).user.avatarUrl).toBe(avatarUrl)
    expect((await org.api.modules.ops.tasks.get({ id: task.id })).assigneeAvatarUrl).toBe(avatarUrl)
    const { items } = await org.api.modules.ops.tasks.comments.list({ taskId: task.id })
    expect(items[0]?.authorAvatarUrl).toBe(avatarUrl)
    const acts = await org.api.audit.activity({})
    expect(acts.items[0]).toMatchObject({ actorAvatarUrl: avatarUrl })
    expect(JSON.stringify(await stranger.api.organizations.members.list({}))).not.toContain(nameIn(avatarUrl))
  })

  test('gives way to the next one, ends with its removal, and each act is in the log', async () => {
    const { owner, api } = await hub.newOrg()
    const first = await api.auth.setAvatar({ picture: TINY_PNG })
    const second = await api.auth.setAvatar({ picture: TINY_PNG })
    expect(second.avatarUrl).not.toBe(first.avatarUrl)
    expect(await shown(first.avatarUrl)).toBeNull()
    await api.auth.removeAvatar({})
    await api.auth.removeAvatar({})
    expect(await shown(second.avatarUrl)).toBeNull()
    expect((await api.auth.me({})).user.avatarUrl).toBeNull()
    const acts = await hub.hub.db.system
      .selectFrom('auditEntry')
      .select('action')
      .where('actorId', '=', owner.userId)
      .where('action', 'like', 'auth.avatar.%')
      .orderBy('seq')
      .execute()
    expect(acts.map(({ action }) => action.slice('auth.avatar.'.length))).toEqual([
      'set',
      'set',
      'removed',
      'removed',
    ])
  })

  test('is one, also when twenty are sent at once', async () => {
    const { owner, api } = await hub.newOrg()
    await Promise.all(Array.from({ length: 20 }, () => api.auth.setAvatar({ picture: TINY_PNG })))
    const rows = await rowsOf(owner.userId)
    expect(rows).toHaveLength(20)
    const [only, ...others] = rows.filter(isKept)
    expect(others).toEqual([])
    expect(nameIn((await api.auth.me({})).user.avatarUrl)).toBe(only?.name)
  })

  test('cannot be found by whoever has the same picture', async () => {
    const [one, other] = [await hub.newOrg(), await hub.newOrg()]
    const { avatarUrl } = await one.api.auth.setAvatar({ picture: TINY_PNG })
    expect((await other.api.auth.setAvatar({ picture: TINY_PNG })).avatarUrl).not.toBe(avatarUrl)
  })

  test('is answered again for the same key, and not drawn again', async () => {
    const { owner, api } = await hub.newOrg()
    const given = { picture: TINY_PNG, idempotencyKey: randomUUID() }
    const first = await api.auth.setAvatar(given)
    await expect(api.auth.setAvatar(given)).resolves.toEqual(first)
    expect(await rowsOf(owner.userId)).toHaveLength(1)
  })

  test('is no matter of programs, and twenty an hour are enough', async () => {
    const org = await hub.newOrg()
    await expect(org.as({ door: 'rest' }).auth.setAvatar({ picture: TINY_PNG })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    for (let turn = 0; turn < 20; turn += 1)
      await expect(org.api.auth.setAvatar({ picture: 'bm90IGEgcGljdHVyZQ==' })).rejects.toMatchObject({
        code: 'UNSUPPORTED_MEDIA_TYPE',
      })
    await expect(org.api.auth.setAvatar({ picture: TINY_PNG })).rejects.toMatchObject({
      code: 'TOO_MANY_REQUESTS',
    })
  })
})

describe('the store', () => {
  test('holds nothing after a sweep but what is shown', async () => {
    const { owner, api } = await hub.newOrg()
    const big = (await picture('png')).toString('base64')
    await api.auth.setAvatar({ picture: big })
    const { avatarUrl } = await api.auth.setAvatar({ picture: big })
    await sweepFiles(hub.hub)
    expect(await rowsOf(owner.userId)).toHaveLength(2)
    await sweepLater()
    const rows = await rowsOf(owner.userId)
    expect(rows.map(({ name }) => name)).toEqual([nameIn(avatarUrl)])
    expect(await shown(avatarUrl)).not.toBeNull()
    await api.auth.removeAvatar({})
    await sweepLater()
    expect(await rowsOf(owner.userId)).toEqual([])
    expect([...kept.keys()].filter((key) => key.endsWith(rows[0]?.id ?? ''))).toEqual([])
  })

  test('that is away refuses the new picture and leaves the old one; what is left of it is swept an hour later', async () => {
    const { owner, api } = await hub.newOrg()
    const { avatarUrl } = await api.auth.setAvatar({ picture: TINY_PNG })
    isAway = true
    await expect(api.auth.setAvatar({ picture: TINY_PNG })).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    isAway = false
    expect((await api.auth.me({})).user.avatarUrl).toBe(avatarUrl)
    await sweepFiles(hub.hub)
    expect(await rowsOf(owner.userId)).toHaveLength(2)
    await sweepLater()
    expect((await rowsOf(owner.userId)).map(({ name }) => name)).toEqual([nameIn(avatarUrl)])
  })

  test('that is away during a sweep loses no row, so the next sweep goes on', async () => {
    const { owner, api } = await hub.newOrg()
    await api.auth.setAvatar({ picture: TINY_PNG })
    await api.auth.removeAvatar({})
    isAway = true
    await expect(sweepLater()).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    isAway = false
    expect(await rowsOf(owner.userId)).toHaveLength(1)
    await sweepFiles(hub.hub)
    expect(await rowsOf(owner.userId)).toEqual([])
  })

  test('loses what lost its owner at once', async () => {
    const { owner, api } = await hub.newOrg()
    await api.auth.setAvatar({ picture: TINY_PNG })
    const [row] = await rowsOf(owner.userId)
    await hub.hub.db.system
      .updateTable('file')
      .set({ userId: null })
      .where('userId', '=', owner.userId)
      .execute()
    await sweepFiles(hub.hub)
    expect(kept.has(`avatar/${row?.id}`)).toBe(false)
  })

  test('is not believed when the bytes are others than those that were stored', async () => {
    const { owner, api } = await hub.newOrg()
    const { avatarUrl } = await api.auth.setAvatar({ picture: TINY_PNG })
    const [row] = await rowsOf(owner.userId)
    kept.set(`avatar/${row?.id}`, Buffer.from('<script>'))
    expect(await shown(avatarUrl)).toBeNull()
  })
})
