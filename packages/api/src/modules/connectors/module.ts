import { withExamples } from '../../platform/catalog/phrases.ts'
import type { HubModule } from '../../platform/module.ts'
import examples from './examples.json' with { type: 'json' }
import * as connections from './connections/schema.ts'
import { sealedConnections } from './connections/credential.ts'
import { connectorsBriefing } from './briefing.ts'
import { connectorsEntities } from './entities.ts'
import { connectorsEnvironment } from './environment.ts'
import { connectorsEvents } from './events.ts'
import { compareNightly, readChanges } from './jobs.ts'
import { connectorsMigrations } from './migrations/index.ts'
import { connectorsNotifications } from './notifications.ts'
import { connectorsPermissions } from './permissions.ts'
import { connectorsPersonalData } from './personal-data.ts'
import { connectorsPhrases } from './phrases.ts'
import { connectorsPrompts } from './prompts.ts'
import { connectorsRouter } from './router.ts'
import { backfillJob } from './streams/backfill.ts'
import * as streams from './streams/schema.ts'
import { connectorsTables } from './tables.ts'
import { connectorsTestCases } from './test-cases.ts'
import { hubspotChanges, shopifyChanges } from './webhooks.ts'

/** Accounts at other services, whose records become the business's data. */
export const connectors = {
  name: 'connectors',
  isTopLevel: true,
  title: 'Connectors',
  about: 'Connections to other services, such as shops and payments, and what they read.',
  router: connectorsRouter,
  schemas: [connections, streams],
  permissions: connectorsPermissions,
  migrations: connectorsMigrations,
  tables: connectorsTables,
  entities: connectorsEntities,
  activity: {
    'connectors.connection': 'connectors.connection.read',
    'connectors.sync': 'connectors.connection.read',
  },
  personal: connectorsPersonalData,
  briefing: connectorsBriefing,
  notifications: connectorsNotifications,
  prompts: connectorsPrompts,
  phrases: withExamples(connectorsPhrases, examples),
  events: connectorsEvents,
  environment: connectorsEnvironment,
  services: ['shopify', 'stripe', 'hubspot'],
  machines: {
    'connectors.reader': {
      title: 'Connectors: reading what changed',
      permissions: ['connectors.connection.read', 'connectors.sync.write'],
    },
  },
  jobs: [readChanges, compareNightly],
  jobKinds: [backfillJob],
  sealed: [sealedConnections],
  webhooks: { 'connectors.shopify': shopifyChanges, 'connectors.hubspot': hubspotChanges },
  tests: connectorsTestCases,
} as const satisfies HubModule<'connectors', typeof connectorsRouter>
