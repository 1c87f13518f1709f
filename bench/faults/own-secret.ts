import { once } from 'node:events'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SecretStatus } from '@hub/api/server'
import type { OwnFault, Trial } from './fault.ts'
import { SteadyLoad, checkLoad } from './steady-load.ts'
import { newStateDir, startWorld } from './world.ts'
import type { World } from './world.ts'

/** Without the world that the others share. */
type OwnTrial = Omit<Trial, 'world'>

const CREDITS = 5_000
const GIVE_UP_MS = 30_000

/** How much only the secret before opens. */
export const leftOf = (status: SecretStatus | null): number =>
  status?.sealed.reduce((sum, { old }) => sum + old, 0) ?? 0

/** The secret the hub made for itself, by a command that is killed once and run again. */
async function rotateBuiltIn(trial: OwnTrial, world: World): Promise<void> {
  const { findings, random } = trial
  const { hub } = world
  const file = join(hub.stateDir, 'hub.secret')
  const before = readFileSync(file, 'utf8')
  const org = await world.newOrg('Made By Itself', CREDITS)
  await using load = new SteadyLoad(org, random)
  load.add(hub.origin)
  load.start(await world.signIn())
  const killed = hub.beginCommand(['secrets', 'rotate'])
  const ended = once(killed, 'exit')
  const giveUpAt = Date.now() + GIVE_UP_MS
  while (readFileSync(file, 'utf8') === before && Date.now() < giveUpAt) await sleep(20)
  killed.kill('SIGKILL')
  await ended
  const said = JSON.parse(await hub.command(['secrets', 'rotate', '--json'])) as { inForce: string }
  await load.stop()
  checkLoad(trial, load)
  findings.check('the hub has another secret of its own', readFileSync(file, 'utf8') !== before)
  findings.check('the one before is deleted', !existsSync(`${file}.old`))
  const status = JSON.parse(await hub.command(['secrets', 'status', '--json'])) as SecretStatus
  findings.equal('in force', [status.inForce, status.set], [said.inForce, [said.inForce]])
  findings.equal('what the new secret alone does not open', leftOf(status), 0)
  await hub.stop()
  await hub.start()
  findings.check('the hub starts with the new secret', await hub.isReady())
}

/** In a world of its own, whose secret is its own to change. */
export async function inWorld(
  settings: Record<string, string>,
  work: (world: World) => Promise<void>,
): Promise<void> {
  const stateDir = newStateDir()
  try {
    const world = await startWorld(stateDir, settings)
    try {
      await work(world)
    } finally {
      await world.close()
    }
  } finally {
    rmSync(stateDir, { recursive: true, force: true })
  }
}

export const ownSecret: OwnFault = {
  name: 'own-secret',
  hasOwnWorld: true,
  title:
    'The secret the hub made for itself is replaced under load by a command that is killed (SIGKILL) and run again',
  run: (trial) => inWorld({ HUB_SECRET: '' }, (world) => rotateBuiltIn(trial, world)),
}
