import type { Meta } from '../../../platform/calls/meta.ts'
import { orgProcedure, router } from '../../../platform/calls/trpc.ts'
import { NoInput } from '../../../shared/no-input.ts'
import * as schema from './schema.ts'
import { getModuleSettings, setModuleSettings } from './service.ts'

/** Which module's they are decides who may look and change, beside this permission. */
const base = {
  permission: 'organization.read',
  price: null,
  doors: 'noTools',
} as const satisfies Partial<Meta>

export const moduleSettingsRouter = router({
  get: orgProcedure
    .meta({
      ...base,
      effect: 'read',
      title: 'Settings of modules',
      description:
        'What the organization can set for each module the caller may look into, with what holds now.',
    })
    .input(NoInput)
    .output(schema.SettingsOfModules)
    .query(({ ctx }) => getModuleSettings(ctx)),
  set: orgProcedure
    .meta({
      ...base,
      effect: 'write',
      isRepeatable: true,
      title: 'Change settings of a module',
      description: 'Changes what is named, for everybody here. For people who manage the module.',
    })
    .input(schema.SetModuleSettings)
    .output(schema.SettingsOfModule)
    .mutation(({ ctx, input }) => setModuleSettings(ctx, input)),
})
