import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runHub } from '../testing/run-hub.ts'
import { serveForPrograms } from '../testing/serve-for-programs.ts'
import type { ProgramHub } from '../testing/serve-for-programs.ts'

let served: ProgramHub
beforeAll(async () => {
  served = await serveForPrograms()
})
afterAll(() => served.stop())

const run = (...args: string[]) => runHub(['events', ...args], { env: served.here })

describe('hub events (EVT-1)', () => {
  test('lists who listens, and how far behind each is', async () => {
    const { code, out } = await run('listeners', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'hub.endpoints', dead: 0 }),
        expect.objectContaining({ name: 'hub.mail' }),
      ]),
    )
  })

  test('has a listener hear what happened once more', async () => {
    const org = await served.hub.newOrg()
    await org.api.organizations.update({ name: 'Salt & Crumb' })
    await served.hub.hub.outbox.drain()
    const { code, out, err } = await run(
      'replay',
      '--listener',
      'hub.endpoints',
      '--from',
      '2026-01-01T00:00:00Z',
      '--org',
      org.slug,
    )
    expect({ code, out, err }).toEqual({ code: 0, out: '1 event is heard again.\n', err: '' })
    const [entry] = await asSuperuser<{ door: string }>(
      served.hub.database,
      `select door from app.audit_entry where action = 'admin.events.replayed'`,
    )
    expect(entry).toEqual({ door: 'cli' })
  })

  test('says in words what is missing', async () => {
    expect((await run('replay')).err).toContain(
      'Say for whom and since when: events replay --listener <name>',
    )
    const gone = await run('replay', '--listener', 'shelf.gone', '--from', '2026-01-01T00:00:00Z')
    expect(gone.err).toContain('There is no listener "shelf.gone" on this hub.')
    expect((await run('dance')).err).toContain('There is no command “events dance”')
  })
})
