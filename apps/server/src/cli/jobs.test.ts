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

const run = (...args: string[]) => runHub(['jobs', ...args], { env: served.here })

async function deadJob() {
  const org = await served.hub.newOrg()
  const { id } = await org.api.jobs.startExport({ list: 'members' })
  await asSuperuser(
    served.hub.database,
    `update app.job set status = 'dead', finished_at = now() where id = $1`,
    [id],
  )
  return { org, id }
}

describe('hub jobs (JOB-1)', () => {
  test('shows scheduled work, and has it run', async () => {
    await served.hub.hub.schedules.drain()
    const { out } = await run('schedules')
    expect(out).toMatch(/^credit holds {2}every 10 s {2}last .* {2}next .* {2}1×$/m)
    expect(await run('run', 'credit holds', '--json')).toMatchObject({ code: 0, err: '' })
    expect((await run('run')).err).toContain('Say which: jobs run "<name>".')
  })

  test('lists jobs for people and for programs', async () => {
    const { org, id } = await deadJob()
    const { code, out } = await run('list', '--org', org.slug)
    expect({ code, out }).toEqual({ code: 0, out: `${id}  ${org.slug}  dead  0×  Export of members\n` })
    const { out: json } = await run('list', '--org', org.slug, '--json')
    expect(JSON.parse(json)).toMatchObject([{ id, status: 'dead' }])
  })

  test('has one tried again, and tells its organization', async () => {
    const { org, id } = await deadJob()
    expect(await run('retry', id, '--json')).toMatchObject({ code: 0, err: '' })
    expect((await org.api.jobs.get({ id })).status).toBe('queued')
    const [entry] = await asSuperuser<{ door: string }>(
      served.hub.database,
      `select door from app.audit_entry where action = 'job.retried' and target ->> 'job' = $1`,
      [id],
    )
    expect(entry).toEqual({ door: 'cli' })
  })

  test('says in words what cannot be done', async () => {
    const { id } = await deadJob()
    const refused = await run('cancel', id)
    expect(refused.code).not.toBe(0)
    expect(refused.err).toContain('This job has ended already.')
    expect((await run('retry')).err).toContain('Say which: jobs retry <id>.')
    expect((await run('dance')).err).toContain('There is no command “jobs dance”')
  })
})
