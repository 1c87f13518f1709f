import type { OrgDb } from '@hub/db'
import { z } from 'zod'
import type { OrgPermission } from '../access/permissions.ts'

/**
 * What an organization may set for a module. Each field has a default, and a title and a description in its meta; it is
 * true or false, a whole number, a text, or one of several (what those are called stands in `labels` of its meta).
 */
export interface SettingsDeclaration<Fields extends z.ZodObject = z.ZodObject> {
  fields: Fields
  /** Of level `manage`: who may change them. Whoever has any right in the module may look. */
  permission: string
}

/** One setting as a form shows it. */
export interface SettingField {
  name: string
  title: string
  description: string
  kind: 'toggle' | 'choice' | 'number' | 'text'
  options: { value: string; label: string }[]
  minimum: number | null
  maximum: number | null
  maxLength: number | null
}

export interface ModuleSettings {
  module: string
  title: string
  permission: OrgPermission
  fields: z.ZodObject
  shown: readonly SettingField[]
}

interface Declaring {
  name: string
  title: string
  settings?: SettingsDeclaration
}

const Json = z.object({
  type: z.enum(['boolean', 'integer', 'string']),
  title: z.string().min(1),
  description: z.string().min(1),
  default: z.union([z.boolean(), z.number(), z.string()]),
  enum: z.array(z.string()).optional(),
  labels: z.record(z.string(), z.string()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  maxLength: z.number().optional(),
})

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
/** zod says of every whole number that a computer can hold no more. */
const bound = (value = Number.MAX_SAFE_INTEGER) => (Math.abs(value) >= Number.MAX_SAFE_INTEGER ? null : value)

/** null for a field that no form could show. */
function fieldOf(name: string, json: unknown): SettingField | null {
  const { data } = Json.safeParse(json)
  if (!data) return null
  const { type, title, description, enum: values, labels, minimum, maximum, maxLength = null } = data
  const kind = values ? 'choice' : type === 'boolean' ? 'toggle' : type === 'integer' ? 'number' : 'text'
  return {
    name,
    title,
    description,
    kind,
    options: (values ?? []).map((value) => ({ value, label: labels?.[value] ?? capital(value) })),
    minimum: bound(minimum),
    maximum: bound(maximum),
    maxLength,
  }
}

function fieldsOf(fields: z.ZodObject): [name: string, field: SettingField | null][] {
  const { properties = {} } = z.toJSONSchema(fields, { io: 'input', unrepresentable: 'any' })
  return Object.entries(properties).map(([name, json]) => [name, fieldOf(name, json)])
}

/** The settings of all modules, and whose they are. */
export class SettingsTable {
  readonly all: readonly ModuleSettings[]

  constructor(modules: readonly Declaring[]) {
    this.all = modules.flatMap(({ name: module, title, settings }) => {
      if (!settings) return []
      const { fields, permission } = settings
      const shown = fieldsOf(fields).flatMap(([, field]) => field ?? [])
      // It was looked at when the modules were checked.
      return [{ module, title, permission: permission as OrgPermission, fields, shown }]
    })
  }

  /** Throws where no module of this hub declares exactly these. */
  by(fields: z.ZodObject): ModuleSettings {
    const found = this.all.find((one) => one.fields === fields)
    if (!found) throw new Error('No module of this hub declares these settings.')
    return found
  }
}

/** What holds: what was chosen where it still fits, and else what the module says. */
export function settingsFrom<Fields extends z.ZodObject>(
  fields: Fields,
  chosen: Readonly<Record<string, unknown>>,
): z.infer<Fields> {
  const fits = (name: string, value: unknown) => {
    const field = fields.shape[name]
    return field !== undefined && z.safeParse(field, value).success
  }
  const kept = Object.entries(chosen).filter(([name, value]) => fits(name, value))
  const whole = fields.safeParse(Object.fromEntries(kept))
  return whole.success ? whole.data : fields.parse({})
}

interface Reader {
  hub: { settingsTable: SettingsTable }
  db: OrgDb
}

/** What the organization set for the module that declares these fields; the one who asks is in that module. */
export async function readSettings<Fields extends z.ZodObject>(
  { hub, db }: Reader,
  fields: Fields,
): Promise<z.infer<Fields>> {
  const { module } = hub.settingsTable.by(fields)
  const row = await db
    .selectFrom('moduleSetting')
    .select('chosen')
    .where('module', '=', module)
    .executeTakeFirst()
  return settingsFrom(fields, row?.chosen ?? {})
}

interface Checked extends Declaring {
  permissions: Readonly<Record<string, { level: string }>>
}

/** Throws where a setting could not be shown, has no default, or could be changed by nobody. */
export function checkSettings(modules: readonly Checked[]): void {
  for (const { name, settings, permissions } of modules) {
    if (!settings) continue
    const { fields, permission } = settings
    const [wrong] = fieldsOf(fields).find(([, field]) => field === null) ?? []
    if (wrong !== undefined)
      throw new Error(
        `The module "${name}": the setting "${wrong}" cannot be shown. Make it a boolean, z.int(), a string or an enum, with a default and with \`title\` and \`description\` in its meta.`,
      )
    if (!fields.safeParse({}).success)
      throw new Error(`The module "${name}": the defaults of its settings do not go together.`)
    if (permissions[permission]?.level !== 'manage')
      throw new Error(
        `The module "${name}": its settings are changed with "${permission}", which is not one of its permissions of level "manage". Declare it in \`permissions\`.`,
      )
  }
}
