import { withExamples } from '../../platform/catalog/phrases.ts'
import type { HubModule } from '../../platform/module.ts'
import examples from './examples.json' with { type: 'json' }
import * as bookings from './bookings/schema.ts'
import { travelBriefing } from './briefing.ts'
import * as bundles from './bundles/schema.ts'
import * as cards from './cards/schema.ts'
import { travelEntities } from './entities.ts'
import { travelEvents } from './events.ts'
import { lookAtDue, tellBeginningDaily } from './jobs.ts'
import { lookJob } from './looking/job.ts'
import { travelMigrations } from './migrations/index.ts'
import { travelNotifications } from './notifications.ts'
import * as next from './next/schema.ts'
import * as offers from './offers/schema.ts'
import { travelPermissions } from './permissions.ts'
import { travelPersonalData } from './personal-data.ts'
import { travelPhrases } from './phrases.ts'
import * as places from './places/schema.ts'
import * as plans from './plans/schema.ts'
import { travelPrompts } from './prompts.ts'
import { travelRouter } from './router.ts'
import { travelSamples } from './samples/samples.ts'
import * as rentals from './rentals/schema.ts'
import * as slots from './slots/schema.ts'
import { travelTables } from './tables.ts'
import { travelTour } from './tour.ts'
import { travelTestCases } from './test-cases.ts'
import * as trips from './trips/schema.ts'
import * as watches from './watches/schema.ts'

/** Trips: from a sentence to a booking. */
export const travel = {
  name: 'travel',
  title: 'Travel',
  about: 'Trips from a sentence to a booking: offers, prices to watch, days, and own rentals.',
  router: travelRouter,
  schemas: [slots, offers, bundles, cards, trips, next, bookings, plans, places, watches, rentals],
  permissions: travelPermissions,
  migrations: travelMigrations,
  tables: travelTables,
  entities: travelEntities,
  activity: {
    'travel.trip': 'travel.trip.read',
    'travel.booking': 'travel.trip.read',
    'travel.watch': 'travel.trip.read',
    'travel.rental': 'travel.trip.read',
  },
  personal: travelPersonalData,
  briefing: travelBriefing,
  notifications: travelNotifications,
  prompts: travelPrompts,
  phrases: withExamples(travelPhrases, examples),
  events: travelEvents,
  machines: {
    'travel.watcher': {
      title: 'Travel: price watches, and trips that begin',
      permissions: ['travel.trip.read', 'travel.trip.write'],
    },
  },
  jobs: [lookAtDue, tellBeginningDaily],
  jobKinds: [lookJob],
  samples: travelSamples,
  tour: travelTour,
  tests: travelTestCases,
} as const satisfies HubModule<'travel', typeof travelRouter>
