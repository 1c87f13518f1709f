import { z } from 'zod'
import { mutationInput } from '../../../shared/mutation.ts'
import { KnownVersionOrNone } from '../../../shared/version.ts'

export const SettingValue = z.union([z.boolean(), z.number(), z.string().max(2_000)])
export type SettingValue = z.infer<typeof SettingValue>

export const ModuleSetting = z.strictObject({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  kind: z.enum(['toggle', 'choice', 'number', 'text']),
  options: z
    .array(z.strictObject({ value: z.string(), label: z.string() }))
    .meta({ description: 'What may be chosen; empty where it is not a choice' }),
  minimum: z.number().nullable(),
  maximum: z.number().nullable(),
  maxLength: z.int().nullable(),
  value: SettingValue.meta({ description: 'What holds: what was chosen, or the default' }),
})
export type ModuleSetting = z.infer<typeof ModuleSetting>

/** The settings of one module with what they are here. */
export const SettingsOfModule = z.strictObject({
  module: z.string(),
  title: z.string(),
  mayChange: z.boolean().meta({ description: 'Whether the caller may change them' }),
  version: z.int(),
  settings: z.array(ModuleSetting),
})
export type SettingsOfModule = z.infer<typeof SettingsOfModule>

export const SettingsOfModules = z.strictObject({ modules: z.array(SettingsOfModule) })
export type SettingsOfModules = z.infer<typeof SettingsOfModules>

export const SetModuleSettings = mutationInput({
  module: z.string().max(40),
  values: z
    .record(z.string().max(60), SettingValue)
    .meta({ description: 'By the names of the settings; those not named stay' }),
  version: KnownVersionOrNone.optional(),
})
export type SetModuleSettings = z.infer<typeof SetModuleSettings>
