import type { CatalogEntry } from '../../../platform/catalog/catalog.ts'
import { propertiesOf } from '../../../platform/catalog/entities.ts'
import { expressionsIn } from './expressions.ts'

/** What is wrong with what a procedure would get, as far as it is known before expressions are worked out. */
export function inputFaults(
  { inputJson, input: schema }: CatalogEntry,
  input: Readonly<Record<string, unknown>>,
): { name: string; message: string }[] {
  const fields = propertiesOf(inputJson)
  const required = (inputJson['required'] ?? []) as string[]
  const isOpen = !('properties' in inputJson)
  const unknown = Object.keys(input).filter((name) => !isOpen && !Object.hasOwn(fields, name))
  const missing = required.filter((name) => !Object.hasOwn(input, name))
  const isFixed = (name: string) =>
    Object.hasOwn(input, name) && Object.hasOwn(fields, name) && expressionsIn(input[name]).length === 0
  const issues = schema?.safeParse(input).error?.issues ?? []
  return [
    ...unknown.map((name) => ({ name, message: `“${name}” is not among its fields.` })),
    ...missing.map((name) => ({ name, message: `Fill in “${name}”.` })),
    ...issues
      .map(({ path, message }) => ({ name: String(path[0] ?? ''), message }))
      .filter(({ name }) => isFixed(name)),
  ]
}
