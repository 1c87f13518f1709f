import { rmSync } from 'node:fs'
import { newStateDir, startWorld } from '../faults/world.ts'
import type { World } from '../faults/world.ts'
import { MeasuredChild } from './child-process.ts'
import { withCleanup } from './cleanup.ts'
import type { Day, Shift } from './users/people.ts'
import { percentile } from './measure.ts'
import { hubCpu } from './postgres-cpu.ts'
import type { Figure, Suite } from './suite.ts'

const ORGS = 20
const EACH = 5

/** Told while the budget is missed. */
const FINDING =
  'The people, the hub and PostgreSQL share the cores of one machine, so the time counts whatever else runs on it; the CPU an answer beside it does not.'

function figureOf(what: string, waits: readonly number[], atMost?: number): Figure {
  const at = (p: number) => percentile(waits, p)
  return {
    what,
    value: at(0.95),
    unit: 'ms',
    ...(atMost !== undefined && { budget: { atMost }, finding: FINDING }),
    note: `${waits.length.toLocaleString('en')} answers; p50 ${at(0.5).toFixed(0)}, p99 ${at(0.99).toFixed(0)} ms`,
  }
}

interface Worked {
  day: Day
  /** CPU of the hub and its PostgreSQL, in microseconds. */
  cpu: number
}

function figuresOf({ day, cpu }: Worked, who: string, seconds: number): Figure[] {
  const { reads, writes, refused } = day
  if (Object.keys(refused).length > 0)
    throw new Error(`Not every answer was good: ${JSON.stringify(refused)}`)
  const all = [...reads, ...writes]
  return [
    figureOf(`${who}: p95 of all answers (goal: below 200)`, all, 500),
    figureOf(`${who}: p95 of reads`, reads),
    figureOf(`${who}: p95 of writes`, writes),
    {
      what: `${who}: answers`,
      value: all.length / seconds,
      unit: '/s',
      note: `CPU of the hub and PostgreSQL ${(cpu / all.length / 1_000).toFixed(1)} ms an answer`,
    },
  ]
}

type Options = Parameters<Suite['run']>[0]

async function measure(world: World, { quick, say }: Options): Promise<Figure[]> {
  const names = Array.from({ length: ORGS }, (_, index) => `Shop ${index + 1}`)
  const callers = []
  for (const name of names) callers.push((await world.newOrg(name, 1_000)).key)
  say('organizations and keys are made')
  const users = await MeasuredChild.start(new URL('users/people.ts', import.meta.url))
  try {
    const shift: Shift = { callers, each: EACH, ms: quick ? 4_000 : 20_000, thinkMs: 1_000 }
    const work = async (changes: Partial<Shift>): Promise<Worked> => {
      const before = hubCpu(world.hub)
      const day = await users.ask<Day>('work', { ...shift, ...changes })
      return { day, cpu: hubCpu(world.hub) - before }
    }
    await work({ ms: 2_000, thinkMs: 0 })
    const thinking = await work({})
    say('people who think between clicks are done')
    const hasty = await work({ thinkMs: 0 })
    const seconds = shift.ms / 1_000
    return [
      ...figuresOf(thinking, 'a click every half second', seconds),
      ...figuresOf(hasty, 'without any pause', seconds),
    ]
  } finally {
    await users.stop()
  }
}

export const load: Suite = {
  name: 'load',
  about: `a hub as npm start runs it and ${ORGS * EACH} people of ${ORGS} organizations, four clicks in five read; load from a process of its own on the same machine`,
  async run({ quick, say }) {
    const stateDir = newStateDir()
    const removeState = async () => rmSync(stateDir, { recursive: true, force: true })
    return withCleanup(removeState, async () => {
      const world = await startWorld(stateDir)
      return withCleanup(
        () => world.close(),
        () => measure(world, { quick, say }),
      )
    })
  },
}
