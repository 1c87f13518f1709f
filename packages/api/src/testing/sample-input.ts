import type { JsonSchema } from '../platform/catalog.ts'

export interface Sample {
  input: Record<string, unknown>
  /** Entities whose ids stand in the input. */
  entities: string[]
}

const formats: Record<string, string> = {
  date: '2026-11-20',
  'date-time': '2026-11-20T09:00:00Z',
  email: 'someone@example.test',
  uri: 'https://example.test/',
}

function textFor(schema: JsonSchema): string {
  const format = formats[String(schema['format'])]
  if (format !== undefined) return format
  return 'sample'.padEnd(Number(schema['minLength'] ?? 0), 'x')
}

const byType: Record<string, (schema: JsonSchema) => unknown> = {
  string: textFor,
  integer: (schema) => Math.max(1, Number(schema['minimum'] ?? 1)),
  number: (schema) => Math.max(1, Number(schema['minimum'] ?? 1)),
  boolean: () => true,
  array: () => [],
  null: () => null,
}

/** The smallest valid input of a schema, with every id it can take, optional ones too, filled from `ids`. */
export function sampleInput(schema: JsonSchema, ids: Record<string, string>): Sample {
  const entities: string[] = []

  function valueOf(part: JsonSchema): unknown {
    const entity = part['entity']
    if (typeof entity === 'string') {
      const id = ids[entity]
      if (id === undefined) throw new Error(`no factory makes a row of ${entity}`)
      entities.push(entity)
      return id
    }
    if ('const' in part) return part['const']
    if (Array.isArray(part['enum'])) return part['enum'][0] as unknown
    if (Array.isArray(part['anyOf'])) return valueOf((part['anyOf'] as JsonSchema[])[0] ?? {})
    if (part['type'] === 'object') return objectOf(part)
    return byType[String(part['type'])]?.(part)
  }

  const namesEntity = (part: JsonSchema): boolean =>
    'entity' in part || (Array.isArray(part['anyOf']) && (part['anyOf'] as JsonSchema[]).some(namesEntity))

  function objectOf(part: JsonSchema): Record<string, unknown> {
    const required = new Set((part['required'] ?? []) as string[])
    const properties = Object.entries((part['properties'] ?? {}) as Record<string, JsonSchema>)
    const wanted = properties.filter(([name, property]) => required.has(name) || namesEntity(property))
    return Object.fromEntries(wanted.map(([name, property]) => [name, valueOf(property)]))
  }

  return { input: objectOf(schema), entities }
}
