import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { secretStatus } from '@hub/api/server'
import type { Hub, SecretStatus } from '@hub/api/server'
import { sql, uuidv7 } from '@hub/db'
import { Client } from 'pg'
import { seal } from '../../packages/api/src/platform/secrets/secrets.ts'
import { checkBooks, chargesOf, tasksOf } from './books.ts'
import { callRest } from './clients.ts'
import type { OwnFault, Trial } from './fault.ts'
import { HubProcess, freePort } from './hub-process.ts'
import { inWorld, leftOf } from './own-secret.ts'
import { SteadyLoad, checkLoad } from './steady-load.ts'
import { sharedAddress } from './world.ts'
import type { Org, World } from './world.ts'

/** Without the world that the others share. */
type OwnTrial = Omit<Trial, 'world'>

const CREDITS = 5_000
const WRITE_MICRO = 50_000
const FULL = { secrets: 12_000, kills: 4 }
const QUICK = { secrets: 5_000, kills: 2 }
const BUSY_MS = 1_500
const GIVE_UP_MS = 120_000
const LOOK_MS = 200

const newSecret = () => randomBytes(48).toString('base64url')

/** Many things sealed with the first secret, so that there is a middle to be killed in. */
async function fill({ quick }: OwnTrial, world: World, org: Org): Promise<void> {
  await world.inside(async (hub) => {
    const count = (quick ? QUICK : FULL).secrets
    const { id: userId } = await hub.db.system.selectFrom('authUser').select('id').executeTakeFirstOrThrow()
    for (let from = 0; from < count; from += 500) {
      const rows = Array.from({ length: Math.min(500, count - from) }, (_, index) => {
        const name = `kept_${from + index}`
        const sealed = seal(hub.keys.seal, `secret of ${name}`, `workflow-secret:${org.orgId}:${name}`)
        return sql`(${uuidv7()}, ${org.orgId}, ${name}, ${['api.example.com']}, ${sealed}, ${userId}, now())`
      })
      await sql`insert into workflow_secret (id, org_id, name, hosts, sealed, set_by_id, set_at)
        values ${sql.join(rows)}`.execute(hub.db.org(org.orgId))
    }
  })
}

/**
 * Does the work while somebody has their hand on one row in the middle: sealing anew comes no further than to it. By a
 * connection of the database's own, because a hub that knows the old secret alone would be waited for.
 */
async function whileHeld<T>({ quick }: OwnTrial, world: World, work: () => Promise<T>): Promise<T> {
  const connectionString = await world.inside(async (_hub, adminUrl) => adminUrl)
  const somebody = new Client({ connectionString })
  await somebody.connect()
  try {
    await somebody.query('begin')
    await somebody.query('select from app.workflow_secret where name = $1 for update', [
      `kept_${(quick ? QUICK : FULL).secrets / 2}`,
    ])
    return await work()
  } finally {
    await somebody.end()
  }
}

const statusOf = (world: World): Promise<SecretStatus | null> => world.inside((hub) => secretStatus(hub))

interface Servers {
  world: World
  /** Started with the new secret and the one before. */
  both: { HUB_SECRET: string; HUB_SECRET_OLD: string }
  load: SteadyLoad
}

/** The first server goes on with the old secret alone while the second one knows both; then it is started again. */
async function roll(trial: OwnTrial, { world, both, load }: Servers): Promise<[HubProcess, HubProcess]> {
  const { findings } = trial
  const { stateDir } = world.hub
  const second = new HubProcess(stateDir, await freePort(), { ...world.settings, ...both })
  await second.start()
  load.add(second.origin)
  await sleep(BUSY_MS)
  world.useSecret(both.HUB_SECRET, [both.HUB_SECRET_OLD])
  const waiting = await statusOf(world)
  findings.check(
    'nothing changes while a server knows the old secret alone',
    waiting?.waitsFor.length === 1,
    {
      waitsFor: waiting?.waitsFor,
    },
  )
  await load.drain(world.hub.origin)
  await world.hub.stop()
  const first = new HubProcess(stateDir, Number(new URL(world.hub.origin).port), {
    ...world.settings,
    ...both,
  })
  await first.start()
  load.add(first.origin)
  return [first, second]
}

const isInForce = async (world: World, mark: string | undefined): Promise<SecretStatus | null> => {
  const status = await statusOf(world)
  return status !== null && status.inForce !== mark ? status : null
}

interface Middle {
  hub: Hub
  all: number
}

/** How much is left, once some of it is sealed anew; 0 where all is. */
async function untilBegun({ hub, all }: Middle): Promise<number> {
  const giveUpAt = Date.now() + GIVE_UP_MS
  for (;;) {
    await hub.secrets.keeper?.look()
    const left = leftOf(await secretStatus(hub))
    if (left < all) return left
    if (Date.now() > giveUpAt) throw new Error('Nothing is sealed anew.')
    await sleep(20)
  }
}

/** Kills both servers in the middle, in turn: one is always there for the callers. */
async function killInTheMiddle(
  trial: OwnTrial,
  { world, load }: Servers,
  servers: HubProcess[],
): Promise<void> {
  const { quick, random, findings } = trial
  const { kills, secrets: all } = quick ? QUICK : FULL
  const seen: number[] = []
  await world.inside(async (hub) => {
    for (let done = 0; done < kills; done += 1) {
      const server = servers[done % servers.length]
      if (!server) return
      await load.drain(server.origin)
      await untilBegun({ hub, all })
      await sleep(random.between(0, 100))
      await server.kill()
      seen.push(leftOf(await secretStatus(hub)))
      await server.start()
      load.add(server.origin)
    }
  })
  findings.figure('kills of a server', `${kills}, with ${seen.join(', ')} of ${all} left to seal anew`)
  findings.check(
    'each kill was in the middle',
    seen.every((left) => left > 0 && left < all),
    seen,
  )
}

async function untilResealed(world: World): Promise<SecretStatus> {
  const giveUpAt = Date.now() + GIVE_UP_MS
  for (;;) {
    const status = await statusOf(world)
    if (status?.resealed === true) return status
    if (Date.now() > giveUpAt) throw new Error(`It is not sealed anew: ${JSON.stringify(status)}`)
    await sleep(LOOK_MS)
  }
}

/** What a server says that does not start. */
async function refusalWith(world: World, settings: Record<string, string>): Promise<string> {
  const server = new HubProcess(world.hub.stateDir, await freePort(), { ...world.settings, ...settings })
  try {
    await server.start()
    await server.stop()
    return 'It started.'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

async function checkAfter(trial: OwnTrial, { world, both, load }: Servers, org: Org): Promise<void> {
  const { findings } = trial
  world.useSecret(both.HUB_SECRET)
  await world.inside(async (hub) => {
    const status = await secretStatus(hub)
    findings.equal(
      'what the new secret alone does not open',
      status?.sealed.filter(({ old, lost }) => old + lost > 0),
      [],
    )
    findings.figure(
      'opened with the new secret alone',
      JSON.stringify(status?.sealed.map(({ title, all }) => [title, all])),
    )
    const tasks = await tasksOf(hub, org)
    findings.equal(
      'acknowledged writes that are lost',
      load.seen.written.filter((title) => !tasks.has(title)),
      [],
    )
    const writes = load.seen.written.length
    findings.equal('charges for writes', await chargesOf(hub, org, 'modules.ops.tasks.create'), {
      count: writes,
      micro: writes * WRITE_MICRO,
    })
    await checkBooks(findings, hub, org)
  })
}

async function rotate(trial: OwnTrial, world: World): Promise<void> {
  const { findings, random } = trial
  const org = await world.newOrg('Changes Its Secret', CREDITS)
  await fill(trial, world, org)
  const before = await statusOf(world)
  await using load = new SteadyLoad(org, random)
  const both = { HUB_SECRET: newSecret(), HUB_SECRET_OLD: world.settings['HUB_SECRET'] ?? '' }
  const servers: Servers = { world, both, load }
  load.add(world.hub.origin)
  load.start(await world.signIn())
  const begin = performance.now()
  const running = await whileHeld(trial, world, async () => {
    const started = await roll(trial, servers)
    while (!(await isInForce(world, before?.inForce))) await sleep(LOOK_MS)
    findings.figure(
      'in force after the last server was started again',
      `${Math.round(performance.now() - begin)} ms`,
    )
    await killInTheMiddle(trial, servers, started)
    return started
  })
  try {
    await untilResealed(world)
    findings.figure('sealed anew after', `${Math.round((performance.now() - begin) / 1_000)} s in all`)
    await load.stop()
    checkLoad(trial, load)
    await checkAfter(trial, servers, org)
    await checkRefusals(trial, servers)
    await oneAfterAnother(trial, servers, running)
    const session = await callRest({ ...org.owner, origin: running[0].origin }, { path: 'auth/me' })
    findings.check('a sign-in from before goes on', session.status === 200, session)
  } finally {
    for (const server of running) await server.stop()
  }
}

async function checkRefusals({ findings }: OwnTrial, { world, both }: Servers): Promise<void> {
  const old = await refusalWith(world, { HUB_SECRET: both.HUB_SECRET_OLD })
  findings.check('the secret before is refused in words', old.includes('cannot be opened: signing keys'), old)
  const wrong = await refusalWith(world, { HUB_SECRET: newSecret(), HUB_SECRET_OLD: newSecret() })
  findings.check(
    'a wrong secret before is refused in words that name what stays closed',
    /than HUB_SECRET and HUB_SECRET_OLD.*second factors.*credentials/s.test(wrong),
    wrong,
  )
}

/** The secret before is taken out, one server after the other. */
async function oneAfterAnother(
  { findings }: OwnTrial,
  { world, both }: Servers,
  servers: [HubProcess, HubProcess],
): Promise<void> {
  for (const [at, server] of servers.entries()) {
    await server.stop()
    const port = Number(new URL(server.origin).port)
    const alone = new HubProcess(world.hub.stateDir, port, { ...world.settings, HUB_SECRET: both.HUB_SECRET })
    await alone.start()
    servers[at] = alone
  }
  findings.check(
    'both servers work with the new secret alone',
    (await servers[0].isReady()) && (await servers[1].isReady()),
  )
}

export const secretRotation: OwnFault = {
  name: 'secret-rotation',
  hasOwnWorld: true,
  title:
    'HUB_SECRET is replaced under load on two servers, one after another, and both are killed (SIGKILL) while what it sealed is sealed anew',
  async run(trial) {
    await inWorld(sharedAddress, (world) => rotate(trial, world))
  },
}
