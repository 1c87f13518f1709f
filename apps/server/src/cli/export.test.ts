import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runHub } from '../testing/run-hub.ts'
import { serveForPrograms } from '../testing/serve-for-programs.ts'
import type { ProgramHub } from '../testing/serve-for-programs.ts'
import { exportOrganization } from './export.ts'
import type { Exported } from './export.ts'

let served: ProgramHub
let folder: string
beforeAll(async () => {
  served = await serveForPrograms()
  folder = mkdtempSync(join(tmpdir(), 'hub-export-'))
})
afterAll(async () => {
  await served.stop()
  rmSync(folder, { recursive: true })
})

const run = (...args: string[]) => runHub(['export', ...args], { env: served.here })
const linesOf = (path: string): Record<string, unknown>[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

describe('hub export', () => {
  test('writes every row of one organization and none of another, without what opens anything', async () => {
    const { org, hub } = served
    const other = await hub.newOrg()
    await other.api.modules.ops.tasks.create({ title: 'Nobody else sees this' })
    await org.api.modules.ops.tasks.create({ title: 'Count the till', notes: 'Zeile\n“zwei”' })
    // More than a page, so that a row lost between two pages is noticed.
    const [columns] = await asSuperuser<{ list: string }>(
      hub.database,
      `select string_agg(quote_ident(column_name), ', ') as list from information_schema.columns
       where table_name = 'ops_task' and is_generated = 'NEVER' and column_name <> 'id'`,
    )
    const rest = columns?.list ?? ''
    await asSuperuser(
      hub.database,
      `insert into app.ops_task (id, ${rest}) select gen_random_uuid(), ${rest}
       from app.ops_task, generate_series(1, 1500) where org_id = $1`,
      [org.orgId],
    )
    const to = join(folder, 'all')
    const { code, out, err } = await run('--org', org.slug, '--to', to, '--json')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const { tables, path } = JSON.parse(out) as Exported
    expect(path).toBe(to)
    const tasks = linesOf(join(to, 'ops_task.jsonl'))
    expect(new Set(tasks.map(({ title }) => title))).toEqual(new Set(['Count the till']))
    expect(new Set(tasks.map(({ id }) => id)).size).toBe(1501)
    expect(tasks[0]).toMatchObject({ notes: 'Zeile\n“zwei”', org_id: org.orgId })
    for (const { table, rows } of tables) {
      const owner = table === 'organization' ? 'id' : 'org_id'
      const [counted] = await asSuperuser<{ n: number }>(
        hub.database,
        `select count(*)::int as n from app."${table}" where ${owner} = $1`,
        [org.orgId],
      )
      expect([table, rows]).toEqual([table, counted?.n])
    }
    const all = readdirSync(to)
      .filter((name) => name.endsWith('.jsonl'))
      .map((name) => readFileSync(join(to, name), 'utf8'))
      .join('\n')
    expect(all).not.toContain('Nobody else sees this')
    expect(all).not.toContain(other.orgId)
    expect(all).not.toMatch(/"[a-z_]*(?:sealed|hash|secret)":\s*"/)
    expect(linesOf(join(to, 'members.jsonl'))).toMatchObject([{ id: org.owner.userId, role: 'owner' }])
  })

  test('puts what people attached beside it, and says what the file store no longer has', async () => {
    const { hub } = served
    const org = await hub.newOrg()
    const { id: entityId } = await org.api.modules.ops.tasks.create({ title: 'Hang the poster' })
    const content = Buffer.from('Doors at eight').toString('base64')
    const attach = (name: string) => org.api.files.attach({ entity: 'ops_task', entityId, name, content })
    const kept = await attach('poster: draft 2.txt')
    const lost = await attach('lost.txt')
    await hub.hub.files.remove(`attached/${lost.id}`)
    const to = join(folder, 'files')
    const exported = await exportOrganization(hub.hub, { org: org.slug, to })
    expect(exported).toMatchObject({ files: 1, missingFiles: 1 })
    expect(readdirSync(join(to, 'files'))).toEqual([`${kept.id}-poster-_draft_2.txt`])
    const [file = ''] = readdirSync(join(to, 'files'))
    expect(readFileSync(join(to, 'files', file), 'utf8')).toBe('Doors at eight')
    expect(JSON.parse(readFileSync(join(to, 'export.json'), 'utf8'))).toMatchObject({ files: 1, path: to })
  })

  test('refuses a folder with something in it and an organization that is not there, and leaves nothing', async () => {
    const to = join(folder, 'taken')
    const missing = await run('--org', 'no-such-firm', '--to', to)
    expect(missing.code).not.toBe(0)
    expect(missing.err).toContain('There is no organization no-such-firm')
    expect(readdirSync(folder).filter((name) => name.startsWith('taken'))).toEqual([])
    const taken = mkdtempSync(join(folder, 'taken-'))
    writeFileSync(join(taken, 'mine.txt'), 'mine')
    const refused = await run('--org', served.org.slug, '--to', taken)
    expect(refused.code).not.toBe(0)
    expect(refused.err).toContain('There is something in')
    expect(readdirSync(taken)).toEqual(['mine.txt'])
    const file = join(taken, 'mine.txt')
    for (const inTheWay of [file, join(file, 'below')]) {
      const { code, err } = await run('--org', served.org.slug, '--to', inTheWay)
      expect({ code, err }).toEqual({
        code: 1,
        err: `A file is in the way in ${inTheWay}. Make room, or name another folder with --to.\n`,
      })
    }
  })

  test('sweeps up what a killed one left at the same place a day ago, and nothing else', async () => {
    const to = join(folder, 'swept')
    const old = new Date(Date.now() - 25 * 3_600_000)
    const [killed, running, other] = [
      'swept.partial-aaaaaa',
      'swept.partial-bbbbbb',
      'mine.partial-aaaaaa',
    ].map((name) => join(folder, name))
    for (const path of [killed, running, other]) mkdirSync(path ?? '')
    for (const path of [killed, other]) utimesSync(path ?? '', old, old)
    await exportOrganization(served.hub.hub, { org: served.org.slug, to })
    expect(
      readdirSync(folder)
        .filter((name) => /swept|mine/.test(name))
        .toSorted(),
    ).toEqual(['mine.partial-aaaaaa', 'swept', 'swept.partial-bbbbbb'])
  })
})
