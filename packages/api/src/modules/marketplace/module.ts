import { withExamples } from '../../platform/catalog/phrases.ts'
import type { HubModule } from '../../platform/module.ts'
import examples from './examples.json' with { type: 'json' }
import * as alerts from './alerts/schema.ts'
import { marketplaceBriefing } from './briefing.ts'
import { checkJob } from './checks/job.ts'
import * as checks from './checks/schema.ts'
import { findJob } from './competitors/job.ts'
import * as competitors from './competitors/schema.ts'
import { marketplaceEntities } from './entities.ts'
import { marketplaceEnvironment } from './environment.ts'
import { marketplaceEvents } from './events.ts'
import { checkDue, forgetCompetitors } from './jobs.ts'
import * as listings from './listings/schema.ts'
import { marketplaceMigrations } from './migrations/index.ts'
import { marketplaceNotifications } from './notifications.ts'
import { marketplacePermissions } from './permissions.ts'
import { marketplacePersonalData } from './personal-data.ts'
import { marketplacePhrases } from './phrases.ts'
import * as products from './products/schema.ts'
import * as reading from './reading/schema.ts'
import { marketplacePrompts } from './prompts.ts'
import { marketplaceRouter } from './router.ts'
import * as rules from './rules/schema.ts'
import { marketplaceSamples } from './samples/samples.ts'
import { marketplaceTables } from './tables.ts'
import { marketplaceTour } from './tour.ts'
import { marketplaceTestCases } from './test-cases.ts'

/** What other shops ask for what the business sells. */
export const marketplace = {
  name: 'marketplace',
  title: 'Prices',
  about: 'What other shops ask for what the business sells, rules over prices, and alerts.',
  router: marketplaceRouter,
  schemas: [reading, products, listings, checks, rules, alerts, competitors],
  permissions: marketplacePermissions,
  migrations: marketplaceMigrations,
  tables: marketplaceTables,
  entities: marketplaceEntities,
  activity: {
    'marketplace.product': 'marketplace.price.read',
    'marketplace.listing': 'marketplace.price.read',
    'marketplace.price': 'marketplace.price.read',
    'marketplace.rule': 'marketplace.price.read',
    'marketplace.alert': 'marketplace.price.read',
    'marketplace.competitor': 'marketplace.price.read',
  },
  personal: marketplacePersonalData,
  briefing: marketplaceBriefing,
  notifications: marketplaceNotifications,
  prompts: marketplacePrompts,
  phrases: withExamples(marketplacePhrases, examples),
  events: marketplaceEvents,
  environment: marketplaceEnvironment,
  services: ['google_places', 'chromium'],
  machines: {
    'marketplace.watcher': {
      title: 'Prices: the work of each morning',
      permissions: ['marketplace.price.read', 'marketplace.price.write'],
    },
  },
  jobs: [checkDue, forgetCompetitors],
  jobKinds: [checkJob, findJob],
  samples: marketplaceSamples,
  tour: marketplaceTour,
  tests: marketplaceTestCases,
} as const satisfies HubModule<'marketplace', typeof marketplaceRouter>
