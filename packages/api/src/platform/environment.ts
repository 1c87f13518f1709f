import type { z } from 'zod'
import { settingIssue } from '../shared/issues.ts'

/** What an operator may set for a module; every name begins with the module's, such as `SHELF_PRINTER_URL`. */
export type EnvironmentSchema = z.ZodObject

/** The operator's settings as they were when the hub was opened. */
export type Environment = Readonly<Record<string, string | undefined>>

interface Declaring {
  name: string
  environment?: EnvironmentSchema
  services?: readonly string[]
}

/** The operator's settings of each module, read once. */
export interface ModuleEnvironments {
  /** Of the module that declares exactly this schema. */
  of<Schema extends EnvironmentSchema>(schema: Schema): z.infer<Schema>
}

/** Reads what the modules declare. Throws an Error with a sentence for each setting that is wrong; values are not repeated in it. */
export function readEnvironments(modules: readonly Declaring[], source: Environment): ModuleEnvironments {
  const read = new Map<EnvironmentSchema, unknown>()
  const problems: string[] = []
  for (const { environment } of modules) {
    if (!environment) continue
    // An empty value counts as absent, as everywhere.
    const given = Object.keys(environment.shape).map((name) => [name, source[name]?.trim() || undefined])
    const parsed = environment.safeParse(Object.fromEntries(given))
    if (parsed.success) read.set(environment, parsed.data)
    else problems.push(...parsed.error.issues.map(settingIssue))
  }
  if (problems.length > 0) throw new Error(problems.join('\n'))
  return {
    of<Schema extends EnvironmentSchema>(schema: Schema) {
      if (!read.has(schema)) throw new Error('No module of this hub declares these settings.')
      return read.get(schema) as z.infer<Schema> // it was read by this very schema
    },
  }
}

/** Throws where a module would read what belongs to the hub or to another. */
export function checkEnvironments(modules: readonly Declaring[]): void {
  for (const { name, environment, services = [] } of modules) {
    const [prefix = '', ...ofServices] = [name, ...services].map((one) => `${one.toUpperCase()}_`)
    const isOwn = (setting: string) => [prefix, ...ofServices].some((one) => setting.startsWith(one))
    const wrong = Object.keys(environment?.shape ?? {}).find((setting) => !isOwn(setting))
    if (wrong !== undefined)
      throw new Error(
        `The module "${name}" reads the setting "${wrong}". Its settings begin with "${prefix}", such as "${prefix}${wrong.split('_').at(-1) ?? ''}".`,
      )
  }
}
