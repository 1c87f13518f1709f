import { vi } from 'vitest'
import type { DurableWorker } from '../../platform/durable/worker.ts'
import { startWorker } from '../../platform/jobs/worker.ts'
import { startHub } from '../../testing/index.ts'
import type { StartOptions, TestHub, TestOrg } from '../../testing/index.ts'

/** A hub with a clock that can be moved, and a worker that looks for offers. */
export interface TravelPlace {
  hub: TestHub
  worker: DurableWorker
  now(): Date
  move(ms: number): void
  stop(): Promise<void>
}

interface Opening extends Pick<StartOptions, 'modules'> {
  /** What a trip costs depends on the day, so tests have the same one whenever they run. */
  begins?: Date
}

const BEGINS = new Date('2026-11-26T09:00:00Z')

export async function openTravel({ begins = BEGINS, ...options }: Opening = {}): Promise<TravelPlace> {
  let moved = begins.getTime() - Date.now()
  const now = () => new Date(Date.now() + moved)
  const hub = await startHub({ now, ...options })
  const worker = await startWorker(hub.hub)
  return {
    hub,
    worker,
    now,
    move: (ms) => void (moved += ms),
    async stop() {
      await worker.stop()
      await hub.stop()
    },
  }
}

/** Waits until offers were looked for. */
export async function looked(org: TestOrg, id: string) {
  const { trips, cards } = org.api.modules.travel
  const trip = await vi.waitFor(
    async () => {
      const now = await trips.get({ id })
      if (now.state === 'looking') throw new Error('Offers are being looked for.')
      return now
    },
    { timeout: 20_000, interval: 20 },
  )
  return { trip, cards: (await cards.list({ tripId: id })).items }
}

/** A trip in words, with the offers for it. */
export async function planned(org: TestOrg, text: string) {
  const { id } = await org.api.modules.travel.trips.create({ text })
  return looked(org, id)
}

const DAY_MS = 86_400_000

/** "8 May 2027", so many days from now. */
export const dayAhead = ({ now }: Pick<TravelPlace, 'now'>, days: number): string =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(now().getTime() + days * DAY_MS))
