import { globalRegistry } from 'zod'
import type { z } from 'zod'
import { settingIssue } from '../shared/issues.ts'

/** What an operator may set for a module; every name begins with the module's, such as `SHELF_PRINTER_URL`. */
export type EnvironmentSchema = z.ZodObject

/** The operator's settings; one whose secret is in a file may say something else later. */
export type Environment = Readonly<Record<string, string | undefined>>

interface Declaring {
  name: string
  environment?: EnvironmentSchema
  services?: readonly string[]
}

/** The operator's settings of each module: read once, but for secrets, which change in their files. */
export interface ModuleEnvironments {
  /** Of the module that declares exactly this schema. */
  of<Schema extends EnvironmentSchema>(schema: Schema): z.infer<Schema>
}

const isSecret = (field: z.core.$ZodType): boolean => globalRegistry.get(field)?.['secret'] === true

const secretsIn = ({ shape }: EnvironmentSchema): string[] =>
  Object.entries(shape).flatMap(([name, field]) => (isSecret(field) ? [name] : []))

/** Settings that modules declare with `.meta({ secret: true })`: their values may stand in files. */
export const secretSettings = (modules: readonly Declaring[]): string[] =>
  modules.flatMap(({ environment }) => (environment ? secretsIn(environment) : []))

// An empty value counts as absent, as everywhere.
const givenIn = (source: Environment, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, source[name]?.trim() || undefined]))

/** Secrets as they are now; one that is not as it should be is left as it was. */
function secretsNow(schema: EnvironmentSchema, source: Environment): Record<string, unknown> {
  const names = secretsIn(schema)
  const given = givenIn(source, names)
  const found = names.flatMap((name) => {
    const parsed = schema.shape[name]?.safeParse(given[name])
    return parsed?.success === true && parsed.data !== undefined ? [[name, parsed.data] as const] : []
  })
  return Object.fromEntries(found)
}

/** A sentence for each setting of these modules that is wrong; values are not repeated in it. */
export const environmentProblems = (modules: readonly Declaring[], source: Environment): string[] =>
  modules.flatMap(({ environment }) => {
    if (!environment) return []
    const { error } = environment.safeParse(givenIn(source, Object.keys(environment.shape)))
    return error?.issues.map(settingIssue) ?? []
  })

/** Reads what the modules declare. Throws an Error with a sentence for each setting that is wrong; values are not repeated in it. */
export function readEnvironments(modules: readonly Declaring[], source: Environment): ModuleEnvironments {
  const problems = environmentProblems(modules, source)
  if (problems.length > 0) throw new Error(problems.join('\n'))
  const read = new Map<EnvironmentSchema, Record<string, unknown>>()
  for (const { environment } of modules)
    if (environment) read.set(environment, environment.parse(givenIn(source, Object.keys(environment.shape))))
  return {
    of<Schema extends EnvironmentSchema>(schema: Schema) {
      const before = read.get(schema)
      if (!before) throw new Error('No module of this hub declares these settings.')
      const now = { ...before, ...secretsNow(schema, source) }
      read.set(schema, now)
      return now as z.infer<Schema> // it was read by this very schema
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
