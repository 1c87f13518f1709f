import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { modules } from '../../modules/index.ts'
import type { DurableWorker } from '../../platform/durable/worker.ts'
import { startWorker } from '../../platform/jobs/worker.ts'
import type { JobWork } from '../../platform/jobs/kind.ts'
import { AppError } from '../../shared/errors.ts'
import { startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import { pressModule } from '../../testing/press-module.ts'
import type { JobStatus } from './schema.ts'

let print: (work: JobWork, sheets: number) => Promise<void>
const press = pressModule({ print: (work, sheets) => print(work, sheets), attempts: 2, timeLimitMs: 1_500 })

let hub: TestHub
let worker: DurableWorker
let org: TestOrg
beforeAll(async () => {
  hub = await startHub({ modules: [...modules, press] })
  worker = await startWorker(hub.hub)
})
afterAll(async () => {
  await worker.stop()
  await hub.stop()
})
beforeEach(async () => {
  org = await hub.newOrg()
  print = async () => undefined
})

interface Asked {
  sheets: number
  once?: string
  delayMs?: number
  priority?: 'high' | 'normal' | 'low'
}
const ask = (by: TestOrg, input: Asked) =>
  hub.hub.catalog.call('modules.press.print', input, {
    ...hub.call(),
    credential: { kind: 'person', userId: by.owner.userId },
    org: by.slug,
  }) as Promise<{ id: string; isNew: boolean }>

const until = (by: TestOrg, id: string, status: JobStatus) =>
  vi.waitFor(
    async () => {
      const job = await by.api.jobs.get({ id })
      expect(job.status).toBe(status)
      return job
    },
    { timeout: 60_000, interval: 20 },
  )

describe('a job (JOB-1)', () => {
  test('is done, and says what became of it', async () => {
    const { id } = await ask(org, { sheets: 3 })
    const job = await until(org, id, 'done')
    expect(job).toMatchObject({
      title: 'Printing of 3 sheets',
      attempts: 1,
      result: { printed: 3 },
      isMine: true,
    })
    expect(job.events.map(({ status }) => status)).toEqual(['queued', 'started', 'done'])
  })

  test('begins at once in a hub that is idle', async () => {
    const { id } = await ask(org, { sheets: 1 })
    const { startedAt, createdAt } = await until(org, id, 'done')
    expect(Date.parse(startedAt ?? '') - Date.parse(createdAt)).toBeLessThan(1_000)
  })

  test('does not begin before its time', async () => {
    const { id } = await ask(org, { sheets: 1, delayMs: 1_500 })
    const { startedAt, createdAt } = await until(org, id, 'done')
    expect(Date.parse(startedAt ?? '') - Date.parse(createdAt)).toBeGreaterThanOrEqual(1_500)
  })

  test('is not there where the transaction that asks for it fails', async () => {
    print = () => Promise.reject(new Error('nobody asked'))
    await expect(ask(org, { sheets: 0.5 })).rejects.toThrow()
    expect((await org.api.jobs.list({})).items).toEqual([])
  })

  test('asked for again under the same key is the one that waits', async () => {
    const first = await ask(org, { sheets: 1, once: 'poster', delayMs: 60_000 })
    const [second, third] = await Promise.all([
      ask(org, { sheets: 1, once: 'poster' }),
      ask(org, { sheets: 1, once: 'poster' }),
    ])
    expect([second, third]).toEqual([
      { id: first.id, isNew: false },
      { id: first.id, isNew: false },
    ])
  })

  test('asked for by eight at once under one key is one', async () => {
    const asked = await Promise.all(
      Array.from({ length: 8 }, () => ask(org, { sheets: 1, once: 'flyer', delayMs: 60_000 })),
    )
    expect(new Set(asked.map(({ id }) => id)).size).toBe(1)
    expect(asked.filter(({ isNew }) => isNew)).toHaveLength(1)
  })

  test('shows how far it is while it works', async () => {
    let goOn = () => undefined as void
    const waits = new Promise<void>((resolve) => (goOn = resolve))
    print = async (work) => {
      await work.progress({ done: 2, total: 5, note: 'second sheet' })
      await waits
    }
    const { id } = await ask(org, { sheets: 5 })
    await vi.waitFor(async () =>
      expect(await org.api.jobs.get({ id })).toMatchObject({ done: 2, total: 5, note: 'second sheet' }),
    )
    goOn()
    await until(org, id, 'done')
  })
})

describe('a job that fails', () => {
  test('is tried again while that may help, then given up', async () => {
    print = () => Promise.reject(new Error('paper jam'))
    const { id } = await ask(org, { sheets: 1 })
    const job = await until(org, id, 'dead')
    expect(job).toMatchObject({ attempts: 2, error: { code: 'INTERNAL' } })
    expect(job.error?.message).not.toContain('paper jam')
    expect(job.events.map(({ status }) => status)).toEqual(['queued', 'started', 'failed', 'started', 'dead'])
  })

  test('by what its person did wrong is not tried again', async () => {
    print = () => Promise.reject(new AppError('BAD_REQUEST', { message: 'No such paper.' }))
    const { id } = await ask(org, { sheets: 1 })
    expect(await until(org, id, 'dead')).toMatchObject({ attempts: 1, error: { message: 'No such paper.' } })
  })

  test('is begun anew when somebody says so, with all its tries', async () => {
    print = () => Promise.reject(new AppError('NOT_FOUND'))
    const { id } = await ask(org, { sheets: 1 })
    await until(org, id, 'dead')
    print = async () => undefined
    await org.api.jobs.retry({ id })
    expect(await until(org, id, 'done')).toMatchObject({ attempts: 1, error: null })
  })

  test('is tried again with all others at once', async () => {
    print = () => Promise.reject(new AppError('NOT_FOUND'))
    const asked = await Promise.all([1, 2, 3].map((sheets) => ask(org, { sheets })))
    for (const { id } of asked) await until(org, id, 'dead')
    print = async () => undefined
    expect(await org.api.jobs.retryAll({})).toEqual({ count: 3 })
    for (const { id } of asked) await until(org, id, 'done')
  })

  test('can be put aside, and not twice', async () => {
    print = () => Promise.reject(new AppError('NOT_FOUND'))
    const { id } = await ask(org, { sheets: 1 })
    await until(org, id, 'dead')
    expect(await org.api.jobs.discard({ id })).toMatchObject({ status: 'canceled' })
    await expect(org.api.jobs.discard({ id })).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  test('is stopped when its time is over', async () => {
    print = (work) =>
      new Promise((_resolve, reject) =>
        work.signal.addEventListener('abort', () => reject(work.signal.reason as Error)),
      )
    const { id } = await ask(org, { sheets: 1 })
    expect((await until(org, id, 'dead')).events.at(-1)?.message).toContain('too long')
  })
})

describe('a canceled job', () => {
  test('that waits never begins', async () => {
    const printed = vi.fn<() => Promise<void>>(async () => undefined)
    print = printed
    const { id } = await ask(org, { sheets: 1, delayMs: 1_200 })
    expect(await org.api.jobs.cancel({ id })).toMatchObject({ status: 'canceled' })
    const { id: later } = await ask(org, { sheets: 2, delayMs: 1_300 })
    await until(org, later, 'done')
    expect(printed).toHaveBeenCalledTimes(1)
    expect((await org.api.jobs.get({ id })).status).toBe('canceled')
  })

  test('that works hears of it and stops', async () => {
    let stopped = false
    print = (work) =>
      new Promise((_resolve, reject) =>
        work.signal.addEventListener('abort', () => {
          stopped = true
          reject(work.signal.reason as Error)
        }),
      )
    const { id } = await ask(org, { sheets: 1 })
    await until(org, id, 'running')
    expect(await org.api.jobs.cancel({ id })).toMatchObject({ isBeingCanceled: true })
    await until(org, id, 'canceled')
    expect(stopped).toBe(true)
  })
})

test('a job whose cancelling came too late can be tried again, and is then not canceled', async () => {
  print = async (work) => {
    await new Promise((resolve) => work.signal.addEventListener('abort', resolve))
    throw new AppError('NOT_FOUND')
  }
  const { id } = await ask(org, { sheets: 1 })
  await until(org, id, 'running')
  await asSuperuser(
    hub.database,
    `update app.job set cancel_asked_at = now(), status = 'dead', run_token = null where id = $1`,
    [id],
  )
  print = async () => undefined
  await org.api.jobs.retry({ id })
  expect(await until(org, id, 'done')).toMatchObject({ isBeingCanceled: false })
})

test('a job whose try failed before it heard that it is canceled is not tried again', async () => {
  const { id } = await ask(org, { sheets: 1, delayMs: 900 })
  await asSuperuser(hub.database, 'update app.job set cancel_asked_at = now() where id = $1', [id])
  expect((await until(org, id, 'canceled')).status).toBe('canceled')
})

describe('whose job it is', () => {
  test('a member sees their own, whoever manages them everybody’s', async () => {
    const member = await org.join('member')
    const { id } = await ask(org, { sheets: 1 })
    await until(org, id, 'done')
    expect((await member.api.jobs.list({})).items).toEqual([])
    await expect(member.api.jobs.cancel({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const admin = await org.join('admin')
    const [seen] = (await admin.api.jobs.list({})).items
    expect(seen).toMatchObject({ id, isMine: false, result: null, askedByName: org.owner.name })
  })

  test('it works with what its person may do when it begins', async () => {
    const member = await org.join('member')
    const call = {
      ...hub.call(),
      credential: { kind: 'person', userId: member.userId },
      org: org.slug,
    } as const
    const { id } = (await hub.hub.catalog.call(
      'modules.press.print',
      { sheets: 1, delayMs: 1_200 },
      call,
    )) as { id: string }
    await org.api.organizations.members.changeRole({ userId: member.userId, role: 'viewer' })
    expect(await until(org, id, 'dead')).toMatchObject({ attempts: 1, error: { code: 'FORBIDDEN' } })
  })
})

test('a thousand jobs of one organization do not hold up the first one of another', async () => {
  const order: number[] = []
  let release = () => undefined as void
  const gate = new Promise<void>((resolve) => (release = resolve))
  print = async (_work, sheets) => {
    await gate
    order.push(sheets)
  }
  const other = await hub.newOrg()
  for (let sheet = 0; sheet < 60; sheet += 1) await ask(org, { sheets: sheet })
  const { id } = await ask(other, { sheets: 1_000 })
  release()
  await until(other, id, 'done')
  expect(order.indexOf(1_000)).toBeLessThan(45)
  await vi.waitFor(() => expect(order).toHaveLength(61), { timeout: 60_000 })
})
