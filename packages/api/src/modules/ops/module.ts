import type { HubModule } from '../../platform/module.ts'
import { withExamples } from '../../platform/catalog/phrases.ts'
import { opsBriefing } from './briefing.ts'
import { opsCounts } from './counts.ts'
import { opsEntities } from './entities.ts'
import examples from './examples.json' with { type: 'json' }
import { opsWorkflow } from './workflow.ts'
import { opsEvents } from './events.ts'
import { tellOverdueDaily } from './jobs.ts'
import { opsLists } from './lists.ts'
import { opsMigrations } from './migrations/index.ts'
import * as notes from './notes/schema.ts'
import { opsNotifications } from './notifications.ts'
import { opsPhrases } from './phrases.ts'
import { opsPermissions } from './permissions.ts'
import { opsPersonalData } from './personal-data.ts'
import { opsPrompts } from './prompts.ts'
import { opsRouter } from './router.ts'
import { opsSamples } from './samples/samples.ts'
import { opsTour } from './tour.ts'
import { opsTables } from './tables.ts'
import { taskExport } from './tasks/export.ts'
import * as tasks from './tasks/schema.ts'

/** What has to be done in the business, by whom and until when. */
export const ops = {
  name: 'ops',
  title: 'Ops copilot',
  about: 'Tasks: what has to be done in the business, by whom and until when.',
  router: opsRouter,
  schemas: [tasks, notes],
  permissions: opsPermissions,
  migrations: opsMigrations,
  tables: opsTables,
  sets: { operations: 'write' },
  entities: opsEntities,
  activity: { 'ops.task': 'ops.task.read' },
  personal: opsPersonalData,
  briefing: opsBriefing,
  counts: opsCounts,
  prompts: opsPrompts,
  phrases: withExamples(opsPhrases, examples),
  lists: opsLists,
  exports: [taskExport],
  events: opsEvents,
  machines: {
    'ops.clerk': { title: 'Ops: overdue tasks', permissions: ['ops.task.read', 'ops.task.write'] },
  },
  jobs: [tellOverdueDaily],
  workflow: opsWorkflow,
  notifications: opsNotifications,
  samples: opsSamples,
  tour: opsTour,
  tests: {
    inputs: { 'notes.propose': { text: 'TODO: order cups' } },
    ownerCannot: { 'tasks.export': 'asks for tasks of a member who has none yet (list-export.test.ts)' },
  },
} satisfies HubModule<'ops', typeof opsRouter>
