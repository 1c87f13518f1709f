import { appRouter, createCatalog, toolInputSchema, toolOutputSchema } from '@hub/api/server'
import type { JsonSchema } from '@hub/api/server'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { expect, test } from 'vitest'
import { listProcedures } from '../cli/procedures.ts'
import { openApiDocument } from './openapi.ts'

const catalog = createCatalog(appRouter, () => {
  throw new Error('only the schemas are read here')
})

/** Keywords that neither JSON Schema nor OpenAPI has are refused by strict readers, and mean nothing to all others. */
function strict() {
  const ajv = new Ajv2020({ strict: false, strictSchema: true })
  formats.default(ajv)
  return ajv
}

function faultOf(compile: () => unknown): string | undefined {
  try {
    compile()
    return undefined
  } catch (error) {
    return String(error)
  }
}

test('the document has no keyword of our own (CON-7)', () => {
  const settings = { publicUrl: 'http://localhost:3000' }
  // What ids and groups are called is words alone, which no keyword hangs on.
  const hub = { catalog, settings, entities: new Map(), abouts: new Map() }
  const document = openApiDocument(hub as unknown as Parameters<typeof openApiDocument>[0])
  const { schemas } = document['components'] as { schemas: Record<string, JsonSchema> }
  const ajv = strict().addVocabulary(Object.keys(document)).addSchema(document, 'openapi')
  const names = Object.keys(schemas)
  expect(names.length).toBeGreaterThan(300)
  for (const name of names)
    expect(
      faultOf(() => ajv.getSchema(`openapi#/components/schemas/${name}`)),
      name,
    ).toBeUndefined()
})

test('no tool has one (MCP-2)', () => {
  const ajv = strict()
  for (const { tool, inputJson, outputJson } of catalog.entries)
    for (const schema of [toolInputSchema(inputJson), toolOutputSchema(outputJson)])
      expect(
        faultOf(() => ajv.compile(schema)),
        tool,
      ).toBeUndefined()
})

test('no procedure has one that the command line describes', () => {
  const ajv = strict()
  for (const { procedure, input, output } of listProcedures(undefined))
    for (const schema of [input, output])
      expect(
        faultOf(() => ajv.compile(schema)),
        procedure,
      ).toBeUndefined()
  expect(faultOf(() => ajv.compile({ entity: 'ops_task' }))).toContain('unknown keyword')
})
