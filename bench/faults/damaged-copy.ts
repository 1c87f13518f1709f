import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { verifyAuditChain, verifyLedger } from '@hub/db'
import { callTool } from './clients.ts'
import type { OwnFault, Trial } from './fault.ts'
import { HubProcess, freePort } from './hub-process.ts'
import { inWorld } from './own-secret.ts'
import { newStateDir } from './world.ts'
import type { Org, World } from './world.ts'

type OwnTrial = Omit<Trial, 'world'>

const CREDITS = 100
const WRITES = 40
/** It looks at itself ten seconds after it has started. */
const LOOKED_WITHIN_MS = 45_000
const LOOK_MS = 250
const DATABASE = 'pg18'

const copy = (from: string, to: string) => promisify(execFile)('cp', ['-a', from, to])

async function writeSome({ toolKey }: Org, name: string): Promise<void> {
  for (let count = 0; count < WRITES; count += 1)
    await callTool(toolKey, {
      tool: 'ops_tasks_create',
      args: { title: `${name} ${count}` },
      idempotencyKey: crypto.randomUUID(),
    })
}

/** As a copy of the folder that takes long: some of it is from before a checkpoint and some from after. */
async function copyWhileItRuns(world: World, org: Org, to: string): Promise<void> {
  const { stateDir } = world.hub
  await copy(`${stateDir}/.`, to)
  const [from, into] = [join(stateDir, DATABASE), join(to, DATABASE)]
  rmSync(join(into, 'postmaster.pid'), { force: true })
  await writeSome(org, 'while it is copied')
  await world.inside((_hub, databaseUrl) => asSuperuser(databaseUrl, ['checkpoint']))
  for (const late of ['global', 'pg_xact', 'pg_wal']) {
    rmSync(join(into, late), { recursive: true, force: true })
    await copy(join(from, late), into)
  }
}

async function asSuperuser(databaseUrl: string, statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

/** What the hub says of itself, once it has looked; null where it never did. */
async function integrityOf({ origin }: HubProcess): Promise<string | null> {
  const until = Date.now() + LOOKED_WITHIN_MS
  while (Date.now() < until) {
    const response = await fetch(`${origin}/health/services`)
    const { services } = (await response.json()) as {
      services: { name: string; status: string; detail: string }[]
    }
    const found = services.find(({ name }) => name === 'integrity')
    if (found && found.detail !== 'is looked at') return found.status
    await sleep(LOOK_MS)
  }
  return null
}

/** Whether credits and audit log add up, by what looks at all of them. */
const addsUp = (world: World, { orgId }: Org): Promise<boolean> =>
  world.inside(async ({ db }) => {
    const handle = db.org(orgId)
    return (await verifyLedger(handle, orgId)).ok && (await verifyAuditChain(handle, orgId)).ok
  })

/** Starts a hub on a copy. Returns what it says of itself, or how it refused. */
async function startOn(copied: HubProcess): Promise<{ status: string | null; refusal: string | null }> {
  try {
    await copied.start()
  } catch {
    return { status: null, refusal: copied.output() }
  }
  return { status: await integrityOf(copied), refusal: null }
}

async function tryLiveCopy({ findings }: OwnTrial, world: World, org: Org): Promise<void> {
  const folder = newStateDir()
  const copied = new HubProcess(folder, await freePort(), { ...world.settings })
  const other = world.on(copied)
  try {
    await copyWhileItRuns(world, org, folder)
    const { status, refusal } = await startOn(copied)
    if (refusal !== null) {
      findings.figure('a copy made while it ran', 'does not start')
      findings.check('it says that the database is damaged', refusal.includes('is damaged'), refusal)
      return
    }
    const isWhole = await addsUp(other, org).catch(() => false)
    findings.figure('a copy made while it ran', `starts and is ${isWhole ? 'whole' : 'damaged'}`)
    findings.equal('what it says of itself', status, isWhole ? 'ok' : 'degraded')
  } finally {
    await other.rest()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The newest of each log, and one charge: what a copy from two moments lacks. */
const DAMAGE = [
  ...['audit_entry', 'audit_subject', 'credit_entry'].map(
    (name) => `alter table app.${name} disable trigger all`,
  ),
  'delete from app.audit_entry e using app.audit_head h where e.org_id = h.org_id and e.seq = h.seq',
  `delete from app.credit_entry where ctid in (select ctid from app.credit_entry where kind = 'charge' limit 1)`,
]

async function tryDamagedCopy({ findings, quick }: OwnTrial, world: World, org: Org): Promise<void> {
  const folder = newStateDir()
  const copied = new HubProcess(folder, await freePort(), { ...world.settings })
  const other = world.on(copied)
  try {
    await copy(`${world.hub.stateDir}/.`, folder)
    if (quick) await copied.start()
    else findings.equal('a copy of the hub at rest says', (await startOn(copied)).status, 'ok')
    await other.inside((_hub, databaseUrl) => asSuperuser(databaseUrl, DAMAGE))
    await other.rest()
    findings.equal('a copy that lacks the newest entries says', (await startOn(copied)).status, 'degraded')
    findings.check('credits and audit log do not add up there', !(await addsUp(other, org)))
    const said = await copied.command(['doctor', '--json']).catch(({ stdout }: { stdout: string }) => stdout)
    findings.check('the doctor says so', said.includes(org.slug), said)
  } finally {
    await other.rest()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function run(trial: OwnTrial, world: World): Promise<void> {
  const org = await world.newOrg('Copied', CREDITS)
  await writeSome(org, 'before')
  await tryLiveCopy(trial, world, org)
  await world.rest()
  await tryDamagedCopy(trial, world, org)
}

export const damagedCopy: OwnFault = {
  name: 'damaged-copy',
  hasOwnWorld: true,
  title:
    'A hub is started on a copy of the folder that was made while it ran, and on one that lacks the newest entries',
  run: (trial) => inWorld({}, (world) => run(trial, world)),
}
