import { withExamples } from '../../platform/catalog/phrases.ts'
import type { HubModule } from '../../platform/module.ts'
import examples from './examples.json' with { type: 'json' }
import * as checks from './checks/schema.ts'
import { securityBriefing } from './briefing.ts'
import { securityEntities } from './entities.ts'
import { securityEnvironment } from './environment.ts'
import { securityEvents } from './events.ts'
import * as findings from './findings/schema.ts'
import * as fixes from './fixes/schema.ts'
import { scanDue } from './jobs.ts'
import { securityMigrations } from './migrations/index.ts'
import { securityNotifications } from './notifications.ts'
import { securityPermissions } from './permissions.ts'
import { securityPersonalData } from './personal-data.ts'
import { securityPhrases } from './phrases.ts'
import { reportPdf } from './reports/export.ts'
import * as reports from './reports/schema.ts'
import { securityPrompts } from './prompts.ts'
import { securityRouter } from './router.ts'
import { securitySamples } from './samples/samples.ts'
import { scanJob } from './scans/job.ts'
import * as scans from './scans/schema.ts'
import * as schedules from './schedules/schema.ts'
import * as sites from './sites/schema.ts'
import { securityTables } from './tables.ts'
import { securityTour } from './tour.ts'
import { securityTestCases } from './test-cases.ts'

/** How safe the websites of the business are, and what mends them. */
export const security = {
  name: 'security',
  title: 'Security',
  about: 'How safe the websites of the business are: scans, findings and what mends them.',
  router: securityRouter,
  schemas: [checks, fixes, sites, scans, findings, schedules, reports],
  permissions: securityPermissions,
  migrations: securityMigrations,
  tables: securityTables,
  entities: securityEntities,
  activity: {
    'security.site': 'security.site.read',
    'security.finding': 'security.site.read',
  },
  personal: securityPersonalData,
  briefing: securityBriefing,
  notifications: securityNotifications,
  prompts: securityPrompts,
  phrases: withExamples(securityPhrases, examples),
  events: securityEvents,
  environment: securityEnvironment,
  exports: [reportPdf],
  machines: {
    'security.scanner': {
      title: 'Security: weekly scans',
      permissions: ['security.site.read', 'security.scan.write'],
    },
  },
  jobs: [scanDue],
  jobKinds: [scanJob],
  samples: securitySamples,
  tour: securityTour,
  tests: securityTestCases,
} as const satisfies HubModule<'security', typeof securityRouter>
