import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { bearing, platformAudit, signIn, signUp } from '../../auth/testing.ts'
import { endHere } from './command-line.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

describe('what hangs on the secrets ends where whoever holds the machine says so', () => {
  test('sessions: everybody is signed out, and the keys that signed are retired', async () => {
    const person = await signUp(hub)
    const { tokens } = await signIn(hub, person)
    await expect(bearing(hub, tokens).auth.me({})).resolves.toMatchObject({ user: { email: person.email } })
    const { sessions = 0 } = await endHere(hub.hub, ['sessions'])
    expect(sessions).toBeGreaterThan(0)
    await expect(bearing(hub, tokens).auth.me({})).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    const rows = await hub.hub.db.system.selectFrom('authSigningKey').select('state').execute()
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['retired']))
    expect((await platformAudit(hub)).map(({ action }) => action)).toContain('secrets.sessions_ended')
  })

  test('keys: those of every organization', async () => {
    const orgs = [await hub.newOrg(), await hub.newOrg()]
    for (const { api } of orgs)
      await api.auth.apiKeys.create({ name: 'A program', kind: 'program', scopes: ['ops.task.read'] })
    await expect(endHere(hub.hub, ['keys'])).resolves.toEqual({ keys: 2 })
    await expect(endHere(hub.hub, ['keys', 'links'])).resolves.toEqual({ keys: 0, links: 0 })
  })
})
