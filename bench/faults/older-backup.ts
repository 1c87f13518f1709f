import { chmodSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Client, escapeIdentifier } from 'pg'
import { checkBooks, tasksOf } from './books.ts'
import { callTool } from './clients.ts'
import type { OwnFault, Trial } from './fault.ts'
import { HubProcess, freePort } from './hub-process.ts'
import { lastReleaseAtHand } from './last-release.ts'
import { newStateDir, sharedAddress, startWorld } from './world.ts'
import type { Org, World } from './world.ts'

type OwnTrial = Omit<Trial, 'world'>

const CREDITS = 100
const WRITES = 25
/** What nobody but people changes, so that a hub that has just started has as many rows as the backup. */
const COUNTED =
  /^(?:ops_task|accounting_|foundry_(?:object|record|link)|travel_|organization_member|file|api_key)/

interface Manifest {
  version: string
  migrations: string[]
  tables: { schema: string; name: string; rows: number }[]
}

async function writeSome({ toolKey }: Org): Promise<string[]> {
  const titles = Array.from({ length: WRITES }, (_, count) => `before the upgrade ${count}`)
  for (const title of titles)
    await callTool(toolKey, {
      tool: 'ops_tasks_create',
      args: { title },
      idempotencyKey: crypto.randomUUID(),
    })
  return titles
}

/** Past row-level security: everything of every organization. */
async function asSuperuser<R>(databaseUrl: string, look: (client: Client) => Promise<R>): Promise<R> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    return await look(client)
  } finally {
    await client.end()
  }
}

async function compare(
  { findings }: OwnTrial,
  client: Client,
  { migrations, tables }: Manifest,
): Promise<void> {
  const counted = tables.filter(({ schema, name }) => schema === 'app' && COUNTED.test(name))
  const others: string[] = []
  for (const { name, rows } of counted) {
    const { rows: found } = await client.query<{ count: number }>(
      `select count(*)::int as count from app.${escapeIdentifier(name)}`,
    )
    if (found[0]?.count !== rows) others.push(`${name}: ${found[0]?.count} instead of ${rows}`)
  }
  findings.figure(
    'rows compared',
    `${counted.reduce((sum, { rows }) => sum + rows, 0)} in ${counted.length} tables`,
  )
  findings.equal('tables with other rows than the backup', others, [])
  const ran = await client.query<{ name: string }>('select name from app.kysely_migration')
  const since = ran.rows.filter(({ name }) => !migrations.includes(name))
  findings.figure('migrations since', since.map(({ name }) => name).join(', '))
  findings.check('it was brought to this release', since.length > 0)
}

/** A hub of this release on a machine that has nothing, from the backup that the other program made. */
async function restoreHere(
  trial: OwnTrial,
  world: World,
  { org, backup, titles }: { org: Org; backup: string; titles: readonly string[] },
): Promise<void> {
  const { findings } = trial
  const folder = newStateDir()
  const restored = new HubProcess(folder, await freePort(), { ...world.settings })
  const other = world.on(restored)
  try {
    await restored.command(['restore', '--from', backup, '--verify', '--json'])
    await restored.command(['restore', '--from', backup, '--json'])
    await restored.start()
    findings.check('the restored hub is ready', await restored.isReady())
    const manifest = JSON.parse(readFileSync(join(backup, 'manifest.json'), 'utf8')) as Manifest
    await other.inside(async (hub, databaseUrl) => {
      await asSuperuser(databaseUrl, (client) => compare(trial, client, manifest))
      const tasks = await tasksOf(hub, org)
      findings.equal(
        'tasks that are missing',
        titles.filter((title) => !tasks.has(title)),
        [],
      )
      await checkBooks(findings, hub, org)
    })
  } finally {
    await other.rest()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function run(trial: OwnTrial, project: string): Promise<void> {
  const backups = newStateDir()
  const world = await startWorld(newStateDir(), { ...sharedAddress, project })
  try {
    const org = await world.newOrg('Backed up', CREDITS)
    const titles = await writeSome(org)
    await world.hub.command(['seed', '--force', '--json'])
    const said = await world.hub.command(['backup', '--to', backups, '--json'])
    const { path } = JSON.parse(said) as { path: string }
    await world.rest()
    await restoreHere(trial, world, { org, backup: path, titles })
  } finally {
    await world.close()
    rmSync(world.hub.stateDir, { recursive: true, force: true })
    rmSync(backups, { recursive: true, force: true })
  }
}

export const olderBackup: OwnFault = {
  name: 'older-backup',
  hasOwnWorld: true,
  title: 'A backup that the release before took is restored by this one, on a machine that has nothing',
  async run(trial) {
    const last = lastReleaseAtHand(trial.findings)
    if (!last) return
    const { commit, folder } = last
    // PostgreSQL may run as another user.
    chmodSync(folder, 0o755)
    try {
      trial.findings.figure('the release before', commit.slice(0, 8))
      await run(trial, folder)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
