import { outsideRequests, withRequestScope } from '../../platform/calls/request-scope.ts'
import { withinTime } from '../../platform/calls/within-time.ts'
import { looker } from '../../platform/events/looker.ts'
import type { Pump } from '../../platform/events/pump.ts'
import type { Hub } from '../../platform/hub.ts'
import { claimDue } from './claim.ts'
import type { Claimed } from './claim.ts'
import { deliver } from './deliver.ts'

/** Deliveries under way at once in this process. */
const PLACES = 100
/** Whoever puts something in line says so; this is for what another process did, and for what waits for its next try. */
const IDLE_POLL_MS = 2_000
/** What is still under way then is sent again when its lease is over. */
const STOP_MS = 12_000

interface SenderOptions {
  hub: () => Hub
  log: Hub['log']
}

/** Sends what is in line for endpoints. */
export function createSender({ hub, log }: SenderOptions): Pump {
  const underWay = new Set<Promise<void>>()
  const rounds = looker({ run: takeDue, everyMs: IDLE_POLL_MS, log })

  function begin(claimed: Claimed): void {
    const done = withRequestScope(claimed.id, () => deliver(hub(), claimed))
      // The row says so itself when its lease is over.
      .catch((err: unknown) =>
        log.warn({ err, delivery: claimed.id }, 'the end of a delivery could not be written'),
      )
      .finally(() => {
        underWay.delete(done)
        outsideRequests(rounds.look)
      })
    underWay.add(done)
  }

  async function takeDue(): Promise<number> {
    let begun = 0
    for (;;) {
      const places = PLACES - underWay.size
      const due = places > 0 ? await claimDue(hub().db.system, places) : []
      for (const claimed of due) begin(claimed)
      if (due.length === 0) return begun
      begun += due.length
    }
  }

  return {
    wake: () => void setImmediate(() => outsideRequests(rounds.look)),
    start: () => rounds.start(),
    async drain() {
      let handled = 0
      for (;;) {
        const begun = await takeDue()
        handled += begun
        if (underWay.size > 0) await Promise.race(underWay)
        else if (begun === 0) return handled
      }
    },
    async stop() {
      await rounds.stop()
      await withinTime(Promise.all(underWay), STOP_MS).catch(() =>
        log.warn('deliveries to endpoints under way were left to their leases'),
      )
    },
  }
}
