import { chmodSync, rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { hubDatabaseUrl } from '@hub/api/server'
import { attachEmbedded } from '@hub/db/embedded'
import { contractionFaults, readLastRelease, schemaUseAt } from '@hub/db/testing'
import { chargesOf, checkBooks, tasksOf } from './books.ts'
import type { OwnFault, Trial } from './fault.ts'
import { HubProcess, freePort } from './hub-process.ts'
import { lastReleaseAtHand } from './last-release.ts'
import { SteadyLoad } from './steady-load.ts'
import { newStateDir, sharedAddress, startWorld } from './world.ts'
import type { Org, World } from './world.ts'

/** Without the world that the others share. */
type OwnTrial = Omit<Trial, 'world'>

const CREDITS = 5_000
const WRITE_MICRO = 50_000
const ALONE_MS = 2_000
const FULL_MS = 10_000
const QUICK_MS = 5_000

async function checkAfter(
  { findings }: OwnTrial,
  world: World,
  { org, load }: { org: Org; load: SteadyLoad },
): Promise<void> {
  const { seen } = load
  findings.figure('calls', JSON.stringify(seen.calls))
  findings.equal('calls that failed', seen.failed.slice(0, 5), [])
  findings.figure('failed calls', `${seen.failed.length} of ${load.count}`)
  await world.inside(async (hub) => {
    const tasks = await tasksOf(hub, org)
    findings.equal(
      'acknowledged writes that are lost',
      seen.written.filter((title) => !tasks.has(title)),
      [],
    )
    findings.equal('charges for writes', await chargesOf(hub, org, 'modules.ops.tasks.create'), {
      count: seen.written.length,
      micro: seen.written.length * WRITE_MICRO,
    })
    await checkBooks(findings, hub, org)
  })
}

/** What a program may rely on in the database, which is looked into and not changed. */
async function useNow({ hub }: World): ReturnType<typeof schemaUseAt> {
  const database = await attachEmbedded({ stateDir: hub.stateDir })
  if (!database) throw new Error('The database does not run.')
  try {
    return await schemaUseAt(hubDatabaseUrl(database.adminUrl, true))
  } finally {
    await database.stop()
  }
}

/** The new release comes up beside the old one, takes calls with it, and stays alone. */
async function upgrade(trial: OwnTrial, world: World): Promise<void> {
  const { findings, random, quick } = trial
  const old = world.hub
  const before = await useNow(world)
  const unrecorded = contractionFaults(before, readLastRelease())
  findings.figure('what it uses and packages/db/last-release.json does not know', `${unrecorded.length}`)
  const org = await world.newOrg('Upgrades', CREDITS)
  await using load = new SteadyLoad(org, random)
  load.add(old.origin)
  load.start(await world.signIn())
  await sleep(ALONE_MS)
  const next = new HubProcess(old.stateDir, await freePort(), { ...world.settings })
  try {
    await next.start()
    load.add(next.origin)
    await sleep(quick ? QUICK_MS : FULL_MS)
    const taken = contractionFaults(before, await useNow(world))
    findings.equal('what it uses and the newest migration takes away', taken.slice(0, 5), [])
    const isBehind = !(await old.isReady())
    findings.figure('the release before says that it is ready', isBehind ? 'no' : 'yes')
    await load.drain(old.origin)
    await old.stop()
    await sleep(ALONE_MS)
    await load.stop()
    await checkAfter(trial, world, { org, load })
    findings.check('the release before refuses the newer database in words', await refuses(old))
  } finally {
    await next.stop()
  }
}

/** Where the newer release brought a migration, the older program does not start again; otherwise it does. */
async function refuses(old: HubProcess): Promise<boolean> {
  try {
    await old.start()
    await old.stop()
    return false
  } catch (error) {
    return error instanceof Error && error.message.includes('migrated by a newer version of this program')
  }
}

export const sideBySide: OwnFault = {
  name: 'side-by-side',
  hasOwnWorld: true,
  title: 'The release before the newest migration and this one serve one database side by side, under load',
  async run(trial) {
    const last = lastReleaseAtHand(trial.findings)
    if (!last) return
    const { commit, folder } = last
    const stateDir = newStateDir()
    // PostgreSQL may run as another user.
    chmodSync(folder, 0o755)
    try {
      trial.findings.figure('the release before', commit.slice(0, 8))
      const world = await startWorld(stateDir, { ...sharedAddress, project: folder })
      try {
        await upgrade(trial, world)
      } finally {
        await world.close()
      }
    } finally {
      rmSync(stateDir, { recursive: true, force: true })
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
