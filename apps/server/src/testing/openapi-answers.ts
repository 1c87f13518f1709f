import type { JsonSchema } from '@hub/api/server'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'

export interface Operation {
  operationId: string
  parameters?: { name: string; in: 'query' | 'header'; required: boolean; schema: JsonSchema }[]
  requestBody?: { required: boolean; content: JsonSchema }
  responses: Record<string, { $ref?: string; content?: JsonSchema }>
  security?: unknown[]
}

export interface OpenApi {
  paths: Record<string, Record<string, Operation>>
  components: { responses: Record<string, { content: JsonSchema }> }
}

const escapePointer = (part: string) => part.replaceAll('~', '~0').replaceAll('/', '~1')
const MEDIA = escapePointer('application/json')

export interface Answer {
  status: number
  body: unknown
}

/** Checks answers by what the document promises for their operation, and by nothing else. */
export function answerChecker(document: OpenApi) {
  // Beside schemas the document holds its own keywords, so unknown ones are let be.
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  formats.default(ajv)
  ajv.addSchema(document, 'openapi')

  function pointerOf(path: string, method: string, status: string): string | undefined {
    const response = document.paths[path]?.[method]?.responses[status]
    if (!response) return undefined
    const at = response.$ref ?? ['#', 'paths', escapePointer(path), method, 'responses', status].join('/')
    return `openapi${at}/content/${MEDIA}/schema`
  }

  /** What is wrong with an answer; empty when it is as the document says. */
  return function faultsOf(path: string, method: string, { status, body }: Answer): string[] {
    const pointer = pointerOf(path, method, String(status))
    if (pointer === undefined) return [`the document names no answer ${status}`]
    const validate = ajv.getSchema(pointer)
    if (!validate) return [`the document has no schema at ${pointer}`]
    if (validate(body) === true) return []
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`)
  }
}
