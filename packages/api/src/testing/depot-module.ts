import { z } from 'zod'
import { modules } from '../modules/index.ts'
import { router } from '../platform/calls/trpc.ts'
import type { HubModule } from '../platform/module.ts'

const fields = z.object({
  lowAt: z.int().min(0).default(5).meta({ title: 'Low at', description: 'How many boxes are few.' }),
})

/** A module that keeps what no module of the product needs yet. */
const depot: HubModule = {
  name: 'depot',
  title: 'Depot',
  router: router({}),
  schemas: [],
  permissions: {
    'depot.box.read': { title: 'See boxes', level: 'read' },
    'depot.box.manage': { title: 'Set up boxes', level: 'manage' },
  },
  settings: { fields, permission: 'depot.box.manage' },
  entities: {},
  activity: {},
  personal: { files: [], leftOut: [] },
}

export const modulesWithDepot = [...modules, depot]
