import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startHub } from '../../testing/index.ts'
import type { TestHub } from '../../testing/index.ts'
import { bearing, mailsTo, nobody, platformAudit, signIn, signUp } from './testing.ts'

const MINUTE_MS = 60_000

let now = new Date()
let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ now: () => now })
})
beforeEach(() => {
  now = new Date()
})
afterAll(() => hub.stop())

const wait = (minutes: number) => void (now = new Date(now.getTime() + minutes * MINUTE_MS))

describe('auth.refresh', () => {
  const renew = (refreshToken: string) => nobody(hub).auth.refresh({ refreshToken })
  const start = async () => {
    const form = await signUp(hub)
    const { tokens, api } = await signIn(hub, form)
    return { form, tokens, api }
  }
  const seconds = (n: number) => wait(n / 60)
  const ended = { code: 'UNAUTHORIZED' }

  test('gives new tokens of the same session (AUTH-4)', async () => {
    const { tokens } = await start()
    const next = await renew(tokens.refreshToken)
    expect(next.refreshToken).not.toBe(tokens.refreshToken)
    await expect(bearing(hub, next).auth.sessions.list({})).resolves.toMatchObject({
      items: [{ isCurrent: true }],
    })
  })

  test('gives ten tabs at once one successor (AUTH-4)', async () => {
    const { tokens } = await start()
    const all = await Promise.all(Array.from({ length: 10 }, () => renew(tokens.refreshToken)))
    expect(new Set(all.map(({ refreshToken }) => refreshToken)).size).toBe(1)
    const [session] = (await bearing(hub, tokens).auth.sessions.list({})).items
    const rows = await hub.hub.db.system
      .selectFrom('authRefreshToken')
      .select('usedAt')
      .where('sessionId', '=', session?.id ?? '')
      .execute()
    expect(rows.map(({ usedAt }) => (usedAt === null ? 'fresh' : 'spent')).toSorted()).toEqual([
      'fresh',
      'spent',
    ])
    seconds(9)
    expect((await renew(tokens.refreshToken)).refreshToken).toBe(all[0]?.refreshToken)
  })

  test('ends the session when a token is used after its successor was, within ten seconds too (AUTH-4)', async () => {
    const { form, tokens } = await start()
    const child = await renew(tokens.refreshToken)
    const grandchild = await renew(child.refreshToken)
    await expect(renew(tokens.refreshToken)).rejects.toMatchObject(ended)
    for (const dead of [child, grandchild])
      await expect(renew(dead.refreshToken)).rejects.toMatchObject(ended)
    await expect(bearing(hub, grandchild).auth.me({})).rejects.toMatchObject(ended)
    expect((await mailsTo(hub, form.email)).at(-1)?.subject).toBe('We signed a device out')
    expect((await platformAudit(hub)).at(-1)?.action).toBe('auth.refresh.reused')
  })

  test('ends the session when a token comes again after eleven seconds (AUTH-4)', async () => {
    const { tokens } = await start()
    const child = await renew(tokens.refreshToken)
    seconds(11)
    await expect(renew(tokens.refreshToken)).rejects.toMatchObject(ended)
    await expect(renew(child.refreshToken)).rejects.toMatchObject(ended)
  })

  test('leaves other sessions of the person alone', async () => {
    const { form, tokens } = await start()
    const other = await signIn(hub, form)
    await renew(tokens.refreshToken)
    seconds(11)
    await expect(renew(tokens.refreshToken)).rejects.toMatchObject(ended)
    await renew(other.tokens.refreshToken)
  })

  test('ends after 30 days without use and after 90 days in any case (AUTH-4, ASVS 7.3.1, 7.3.2)', async () => {
    const idle = await start()
    wait(30 * 24 * 60)
    await expect(renew(idle.tokens.refreshToken)).rejects.toMatchObject(ended)
    let { tokens } = await start()
    const opened = now.getTime()
    for (let month = 0; month < 4; month += 1) {
      wait(28 * 24 * 60)
      if (now.getTime() - opened > 90 * 24 * 60 * MINUTE_MS) break
      tokens = await renew(tokens.refreshToken)
      expect(Date.parse(tokens.refreshExpiresAt)).toBeLessThanOrEqual(opened + 90 * 24 * 60 * MINUTE_MS)
    }
    await expect(renew(tokens.refreshToken)).rejects.toMatchObject(ended)
  })

  test('refuses a suspended person and a token nobody gave out', async () => {
    const { form, tokens } = await start()
    await hub.hub.db.system
      .updateTable('authUser')
      .set({ suspendedAt: now })
      .where('email', '=', form.email)
      .execute()
    await expect(renew(tokens.refreshToken)).rejects.toMatchObject(ended)
    await expect(renew('A'.repeat(43))).rejects.toMatchObject(ended)
    await expect(renew('short')).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })
})
