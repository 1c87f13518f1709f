import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { newStateDir, startWorld } from '../faults/world.ts'
import type { World } from '../faults/world.ts'
import { MeasuredChild } from './child-process.ts'
import { withCleanup } from './cleanup.ts'
import { percentile } from './measure.ts'
import { hubCpu } from './postgres-cpu.ts'
import type { Figure, Suite } from './suite.ts'
import { addAccounts } from './users/accounts.ts'

const ORGS = 10
const EACH = 10
const TABS = 10
const FOLLOWERS = ORGS * EACH * TABS
const IDLE_SECONDS = 10

/** Told while the budget is missed. */
const FINDING =
  'The followers, the hub and PostgreSQL share the cores of one machine, so the time counts whatever else runs on it.'

type Options = Parameters<Suite['run']>[0]

async function measure(world: World, { quick, say }: Options): Promise<Figure[]> {
  const accounts = await world.inside((_hub, adminUrl) => addAccounts(adminUrl, { orgs: ORGS, each: EACH }))
  const crowd = await MeasuredChild.start(new URL('live/followers.ts', import.meta.url))
  try {
    const origin = world.hub.origin.replace('127.0.0.1', 'localhost')
    const open = await crowd.ask<number>('follow', { origin, accounts, tabs: TABS })
    if (open !== FOLLOWERS) throw new Error(`Only ${open} of ${FOLLOWERS} follow.`)
    say(`${open} tabs follow`)
    const before = hubCpu(world.hub)
    await sleep(IDLE_SECONDS * 1_000)
    const idle = hubCpu(world.hub) - before
    const times = quick ? 40 : 200
    const waits = await crowd.ask<number[]>('write', { times, pauseMs: 50 })
    const expected = times * EACH * TABS
    if (waits.length !== expected) throw new Error(`${waits.length} of ${expected} changes were heard.`)
    const at = (p: number) => percentile(waits, p)
    return [
      {
        what: `${FOLLOWERS.toLocaleString('en')} tabs follow: p95 from a write to each tab of its organization`,
        value: at(0.95),
        unit: 'ms',
        budget: { atMost: 100 },
        note: `${waits.length.toLocaleString('en')} times, the write itself included; p50 ${at(0.5).toFixed(0)}, p99 ${at(0.99).toFixed(0)} ms; none lost, none twice`,
        finding: FINDING,
      },
      {
        what: 'the same tabs while nothing happens: CPU of the hub and PostgreSQL',
        value: idle / IDLE_SECONDS / 1_000,
        unit: 'ms',
        note: 'a second, most of it the look every four seconds whether each reader may still read',
      },
    ]
  } finally {
    await crowd.stop()
  }
}

export const live: Suite = {
  name: 'live',
  about: `a hub as npm start runs it and ${FOLLOWERS.toLocaleString('en')} open tabs of ${ORGS * EACH} people in ${ORGS} organizations that follow what changes, from a process of its own on the same machine`,
  async run({ quick, say }) {
    const stateDir = newStateDir()
    const removeState = async () => rmSync(stateDir, { recursive: true, force: true })
    return withCleanup(removeState, async () => {
      const world = await startWorld(stateDir, { TRUST_PROXY: '1', OPENAI_BASE_URL: '' })
      return withCleanup(
        () => world.close(),
        () => measure(world, { quick, say }),
      )
    })
  },
}
