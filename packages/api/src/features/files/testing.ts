import type { FileStore } from '../../platform/files/file-store.ts'
import { AppError } from '../../shared/errors.ts'
import { startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'

type Api = TestOrg['api']

/** What a call takes the bytes of a file as. */
export const text = (words: string | Buffer) => Buffer.from(words).toString('base64')

export async function newTask(api: Api): Promise<{ entity: string; entityId: string }> {
  return { entity: 'ops_task', entityId: (await api.modules.ops.tasks.create({ title: 'Fix the seal' })).id }
}

/** Attaches a file to a task, or to a new one. */
export async function attach(api: Api, more: { name?: string; content?: string; entityId?: string } = {}) {
  const { entityId = (await newTask(api)).entityId } = more
  return api.files.attach({
    name: 'note.txt',
    content: text('It leaks.'),
    ...more,
    entity: 'ops_task',
    entityId,
  })
}

/** What the log of an organization tells of files. */
export const fileActs = async ({ hub }: TestHub, { orgId }: TestOrg) =>
  (
    await hub.db
      .org(orgId)
      .selectFrom('auditEntry')
      .select(['action', 'target'])
      .where('action', 'like', 'file.%')
      .orderBy('seq')
      .execute()
  ).map(({ action, target }) => [action, target])

export interface HubWithStore extends TestHub {
  /** What lies in the store. */
  kept: Map<string, Buffer>
  store: FileStore & { isAway: boolean }
  clock: { now: Date }
}

/** A hub whose store and clock the test holds. */
export async function hubWithStore(): Promise<HubWithStore> {
  const kept = new Map<string, Buffer>()
  const clock = { now: new Date() }
  const atOnce = <R>(act: () => R) => {
    if (store.isAway) throw new AppError('UNAVAILABLE')
    return act()
  }
  const store = {
    isAway: false,
    put: async (key: string, bytes: Buffer) => atOnce(() => void kept.set(key, bytes)),
    get: async (key: string) => atOnce(() => kept.get(key) ?? null),
    remove: async (key: string) => atOnce(() => void kept.delete(key)),
  }
  const files: FileStore = {
    put: (key, bytes) => store.put(key, bytes),
    get: (key) => store.get(key),
    remove: (key) => store.remove(key),
  }
  return { ...(await startHub({ files, now: () => clock.now })), kept, store, clock }
}
