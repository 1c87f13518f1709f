import type { JsonSchema } from '@hub/api/server'

type Side = 'input' | 'output'

/** What stays with the place where a schema is used, and is no part of what it is called. */
const LOCAL = ['description', 'default'] as const

/** The schemas a document describes once, by their names. */
export class Components {
  readonly schemas: Record<string, JsonSchema>

  constructor(schemas: Record<string, JsonSchema>) {
    this.schemas = { ...schemas }
  }

  /**
   * A schema as the document refers to it. `entity` and `entityIn` are for the hub itself, `component` becomes the name; `fallback` names
   * a schema that has none of its own.
   */
  refer(schema: JsonSchema, side: Side, fallback: string): JsonSchema {
    const named = 'component' in schema ? schema : { ...schema, component: fallback }
    return this.portable(named, side) as JsonSchema
  }

  portable(schema: unknown, side: Side): unknown {
    if (Array.isArray(schema)) return schema.map((part) => this.portable(part, side))
    if (typeof schema !== 'object' || schema === null) return schema
    const { entity: _entity, entityIn: _entityIn, component, ...rest } = schema as JsonSchema
    const pairs = Object.entries(rest).map(([name, part]) => {
      // Names of properties are data, not keywords: one of them may be called "entity".
      if (name === 'properties') return [name, this.#propertiesOf(part as JsonSchema, side)]
      return [name, this.portable(part, side)]
    })
    const plain = Object.fromEntries(pairs) as JsonSchema
    return typeof component === 'string' ? this.#hoist(component, plain, side) : plain
  }

  #propertiesOf(properties: JsonSchema, side: Side): JsonSchema {
    const pairs = Object.entries(properties).map(([name, schema]) => [name, this.portable(schema, side)])
    return Object.fromEntries(pairs) as JsonSchema
  }

  /** Puts a schema under its name. One that a caller may send with less than it gets has a name of its own for sending. */
  #hoist(name: string, plain: JsonSchema, side: Side): JsonSchema {
    const schema = { ...plain }
    const local: JsonSchema = {}
    for (const field of LOCAL) {
      if (!(field in schema)) continue
      local[field] = schema[field]
      delete schema[field]
    }
    const isSame = (known: JsonSchema | undefined) =>
      known === undefined || JSON.stringify(known) === JSON.stringify(schema)
    const free = [name, ...(side === 'input' ? [`${name}Input`] : [])].find((one) =>
      isSame(this.schemas[one]),
    )
    if (free === undefined) throw new Error(`Two schemas of the document are called ${name}.`)
    this.schemas[free] = schema
    return { $ref: `#/components/schemas/${free}`, ...local }
  }
}
