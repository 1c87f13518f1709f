import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { callRest, codeOf, field } from './clients.ts'
import type { Answer } from './clients.ts'
import { checkBooks, tasksOf } from './books.ts'
import type { Fault, Trial } from './fault.ts'
import { newStateDir, startWorld } from './world.ts'
import type { Org, World } from './world.ts'

const DISK_MB = 320
const BLOCK = Buffer.alloc(64 * 1024, 1)
/** Long notes fill pages, so that the tables must grow. */
const NOTES = 'x'.repeat(9_000)
const WRITES_AT_MOST = 1_000
const RECOVERED_MS = 30_000

/** A small disk of its own, in memory; false where this user may not make one. */
function mount(folder: string): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m,mode=755`, 'tmpfs', folder], {
      stdio: 'ignore',
    })
    return true
  } catch {
    return false
  }
}

/** Writes until nothing more fits. */
function fill(file: string): void {
  const handle = openSync(file, 'w')
  try {
    for (let size = BLOCK.length; size >= 1; size = Math.floor(size / 4)) {
      try {
        for (;;) writeSync(handle, BLOCK, 0, size)
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
      }
    }
  } finally {
    closeSync(handle)
  }
}

const write = ({ key }: Org, title: string): Promise<Answer> =>
  callRest(key, {
    path: 'modules/ops/tasks/create',
    body: { title, notes: NOTES },
    idempotencyKey: title.replaceAll(' ', '-').padEnd(20, '-'),
  })

const read = ({ owner }: Org): Promise<Answer> => callRest(owner, { path: 'modules/ops/tasks/list?limit=5' })

interface Full {
  acknowledged: Map<string, string>
  refused: Answer[]
  /** Answers to reads after the first refused write. */
  reads: Answer[]
}

/** Writes until so many were refused, and reads all along. */
async function writeOnFullDisk(org: Org, refusals: number): Promise<Full> {
  const seen: Full = { acknowledged: new Map(), refused: [], reads: [] }
  for (let count = 0; count < WRITES_AT_MOST && seen.refused.length < refusals; count += 1) {
    const title = `on a full disk ${count}`
    const answer = await write(org, title)
    if (answer.status === 200) seen.acknowledged.set(title, field<string>(answer, 'id'))
    else seen.refused.push(answer)
    if (seen.refused.length > 0) seen.reads.push(await read(org))
  }
  return seen
}

/** Until a write goes through again, without anybody's help. */
async function recover(org: Org): Promise<number> {
  const begin = performance.now()
  for (let count = 0; performance.now() - begin < RECOVERED_MS; count += 1) {
    const { status } = await write(org, `space again ${count}`)
    if (status === 200) return performance.now() - begin
    await sleep(200)
  }
  throw new Error('No write went through after there was space again.')
}

const kinds = (answers: readonly Answer[]) =>
  [...new Set(answers.map((answer) => `${answer.status} ${codeOf(answer)}`.trim()))].toSorted()

async function onSmallDisk(trial: Trial, world: World, stateDir: string): Promise<void> {
  const { findings } = trial
  const org = await world.newOrg('Small Disk', 10)
  const before = await write(org, 'before')
  findings.equal('a write before', before.status, 200)
  const filler = join(stateDir, 'filler')
  fill(filler)
  const full = await writeOnFullDisk(org, trial.quick ? 20 : 200)
  findings.figure('writes that still fitted', full.acknowledged.size)
  findings.figure('refusals', kinds(full.refused).join(', '))
  findings.figure('reads meanwhile', `${full.reads.length}: ${kinds(full.reads).join(', ')}`)
  findings.check('the disk was full', full.refused.length > 0)
  findings.equal('refused writes', kinds(full.refused), ['503 UNAVAILABLE'])
  findings.check(
    'each says when to try again',
    full.refused.every(({ retryAfter }) => retryAfter !== null),
  )
  findings.equal('reads on a full disk', kinds(full.reads), ['200'])
  findings.check('the hub still runs', world.hub.isRunning, world.hub.output())
  rmSync(filler)
  findings.figure('writes again after', `${Math.round(await recover(org))} ms`)
  await world.inside(async (hub) => {
    const tasks = await tasksOf(hub, org)
    const lost = [...full.acknowledged].filter(([title, id]) => tasks.get(title)?.includes(id) !== true)
    findings.equal('acknowledged writes that are lost', lost, [])
    findings.equal(
      'writes that were done twice',
      [...tasks].filter(([, ids]) => ids.length > 1),
      [],
    )
    await checkBooks(findings, hub, org)
  })
}

/** The programs of PostgreSQL are taken from the other hub: they are most of what a state folder holds. */
export function borrowPrograms(from: string, to: string): void {
  mkdirSync(join(to, 'bin'))
  chmodSync(join(to, 'bin'), 0o755)
  for (const name of readdirSync(join(from, 'bin')))
    symlinkSync(join(from, 'bin', name), join(to, 'bin', name))
}

export const diskFull: Fault = {
  name: 'disk-full',
  title: 'The disk of the state folder is full, and has space again later',
  async run(trial) {
    const stateDir = newStateDir()
    if (!mount(stateDir)) {
      rmSync(stateDir, { recursive: true })
      return trial.findings.skip('a small disk is a tmpfs, and only root on Linux may mount one')
    }
    try {
      borrowPrograms(trial.world.hub.stateDir, stateDir)
      const world = await startWorld(stateDir)
      try {
        await onSmallDisk(trial, world, stateDir)
      } finally {
        await world.close()
      }
    } finally {
      execFileSync('umount', ['-l', stateDir])
      rmSync(stateDir, { recursive: true, force: true })
    }
  },
}
