import { authSweeps } from './features/auth/sweeps.ts'
import { sweepFiles } from './features/files/service.ts'
import { machineIn, openOrganizations } from './platform/calls/machine.ts'
import { sweepCalls } from './platform/logs/call-log.ts'
import { sweepCredits } from './platform/credits/credits.ts'
import { sweepIdempotency } from './platform/data/idempotency.ts'
import type { Hub } from './platform/hub.ts'
import type { HubModule, SweepDeclaration } from './platform/module.ts'
import { forgetListeners, sweepDelivered } from './platform/events/deliveries.ts'
import type { Sweep } from './platform/events/outbox.ts'
import { sweepWebhooks } from './platform/webhooks/receive.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

async function inEachOrganization(hub: Hub, { name, as, run }: SweepDeclaration): Promise<void> {
  for await (const orgId of openOrganizations(hub)) {
    const machine = machineIn(hub, { name: as, orgId })
    await run(machine).catch((err: unknown) => machine.log.warn({ err, sweep: name }, 'sweep failed here'))
  }
}

/** Chores that run on every server; each takes its rows with SKIP LOCKED or is harmless twice. */
export function sweeps(hub: () => Hub, modules: readonly HubModule[]): Sweep[] {
  return [
    ...authSweeps(hub),
    ...modules.flatMap(({ sweeps: declared = [] }) =>
      declared.map((sweep) => ({ ...sweep, run: () => inEachOrganization(hub(), sweep) })),
    ),
    { name: 'credit holds', everyMs: 10_000, run: async () => void (await sweepCredits(hub().db.system)) },
    { name: 'delivered events', everyMs: HOUR_MS, run: () => sweepDelivered(hub().db.system, hub().now()) },
    {
      name: 'event listeners',
      everyMs: 10 * MINUTE_MS,
      run: async () => {
        await hub().outbox.register()
        await forgetListeners(hub().db.system)
      },
    },
    {
      name: 'stored answers',
      everyMs: 10 * MINUTE_MS,
      run: () => sweepIdempotency(hub().db.system, hub().now()),
    },
    { name: 'webhook deliveries', everyMs: HOUR_MS, run: () => sweepWebhooks(hub()) },
    { name: 'files', everyMs: 10 * MINUTE_MS, run: () => sweepFiles(hub()) },
    { name: 'recent calls', everyMs: HOUR_MS, run: () => sweepCalls(hub().db, hub().now()) },
  ]
}
