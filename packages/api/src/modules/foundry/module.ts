import { withExamples } from '../../platform/catalog/phrases.ts'
import examples from './examples.json' with { type: 'json' }
import type { HubModule } from '../../platform/module.ts'
import { dataQuestions } from './asking/questions.ts'
import { foundryBriefing } from './briefing.ts'
import { loadJob } from './datasets/load.ts'
import * as datasets from './datasets/schema.ts'
import { foundryEntities } from './entities.ts'
import { foundryEvents } from './events.ts'
import { foundryMigrations } from './migrations/index.ts'
import { objectExport } from './objects/export.ts'
import { fillJob } from './objects/fill.ts'
import * as objects from './objects/schema.ts'
import { foundryPermissions } from './permissions.ts'
import { foundryPersonalData } from './personal-data.ts'
import { foundryPhrases } from './phrases.ts'
import * as queries from './queries/schema.ts'
import { foundryPrompts } from './prompts.ts'
import { foundryRouter } from './router.ts'
import { foundrySamples } from './samples/samples.ts'
import { foundryRecords } from './streams/store.ts'
import { foundryTables } from './tables.ts'
import { foundryTour } from './tour.ts'
import { foundryLists } from './views/list.ts'
import { foundryTestCases } from './test-cases.ts'
import * as types from './types/schema.ts'
import * as views from './views/schema.ts'

/** The business's data as objects with links: what its files and services say, and what people know better. */
export const foundry = {
  name: 'foundry',
  title: 'Data',
  about:
    'The data of the business as objects with links, made of its files and connections; questions about them.',
  router: foundryRouter,
  schemas: [datasets, types, objects, queries, views],
  permissions: foundryPermissions,
  migrations: foundryMigrations,
  tables: foundryTables,
  entities: foundryEntities,
  activity: {
    'foundry.dataset': 'foundry.data.read',
    'foundry.type': 'foundry.data.read',
    'foundry.link': 'foundry.data.read',
    'foundry.object': 'foundry.data.read',
  },
  personal: foundryPersonalData,
  prompts: foundryPrompts,
  phrases: withExamples(foundryPhrases, examples),
  questions: [dataQuestions],
  briefing: foundryBriefing,
  lists: foundryLists,
  exports: [objectExport],
  events: foundryEvents,
  jobKinds: [loadJob, fillJob],
  records: foundryRecords,
  samples: foundrySamples,
  tour: foundryTour,
  tests: foundryTestCases,
} as const satisfies HubModule<'foundry', typeof foundryRouter>
