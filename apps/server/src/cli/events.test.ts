import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { runProgram } from '../testing/run-program.ts'
import { serveForPrograms } from '../testing/serve-for-programs.ts'
import type { ProgramHub } from '../testing/serve-for-programs.ts'

// Each step starts a process that loads the whole program; a busy machine needs its time for that.
vi.setConfig({ testTimeout: 90_000 })

const CLI = new URL('../cli.ts', import.meta.url)

let served: ProgramHub
/** Nothing of the person who runs the tests is there. */
let home: string
beforeAll(async () => {
  served = await serveForPrograms()
  home = mkdtempSync(join(tmpdir(), 'hub-home-'))
})
afterAll(async () => {
  await served.stop()
  rmSync(home, { recursive: true })
})

const run = (...args: string[]) =>
  runProgram(CLI, ['events', ...args], { env: { ...served.here, HOME: home } })

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
